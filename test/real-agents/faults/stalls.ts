import {join} from 'node:path';
import {eventually} from '../../sandbox/eventually.ts';
import type {Bed} from '../bed.ts';
import {isListening} from '../listening.ts';
import type {Fault} from './fault.ts';

const script = join(import.meta.dirname, '../stalling-sshd.ts');

/** A server in place of sshd that greets and says nothing more. `refuses` makes room for it. */
export function stalls(bed: Bed, address: string, refuses: Fault): Fault {
	let pid = '';
	return {
		async begin() {
			await refuses.begin();
			pid = await bed.runInBackground([process.execPath, '--no-warnings', script, address]);
			await eventually('the agent listens', async () => isListening(bed, address, 22));
		},
		async end() {
			await bed.run(['kill', '-9', pid]);
			await eventually('the agent listens no more', async () => !isListening(bed, address, 22));
			await refuses.end();
		},
	};
}
