import {join} from 'node:path';
import {createAuthority} from '../../sandbox/certificates.ts';
import {eventually} from '../../sandbox/eventually.ts';
import type {Bed} from '../bed.ts';
import {isListening} from '../listening.ts';
import {writeFiles} from '../write-files.ts';
import type {Fault, FaultPlace} from './fault.ts';

const script = join(import.meta.dirname, '../opening-proxy.ts');

/** The agent's own address has a proxy that opens TLS; `through` has Docker go through it. */
export function openingProxy(bed: Bed, {address, host}: FaultPlace, through: Fault): Fault {
	let pid = '';
	const directory = `opening-proxy-${address}`;
	return {
		async begin() {
			const {cert, key} = await (await createAuthority(Date.now())).issue([host]);
			await writeFiles(bed.path(directory), {'cert.pem': cert, 'key.pem': key}, 0o600);
			const files = ['cert.pem', 'key.pem'].map(name => join(bed.directory, directory, name));
			pid = await bed.runInBackground([process.execPath, '--no-warnings', script, address, ...files]);
			await eventually('the proxy listens', async () => isListening(bed, address, 3128));
			await through.begin();
		},
		async end() {
			await through.end();
			await bed.run(['kill', '-9', pid]);
		},
	};
}
