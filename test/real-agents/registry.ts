import {join} from 'node:path';
import type {KeyedCertificate} from '../sandbox/certificates.ts';
import {eventually} from '../sandbox/eventually.ts';
import {addAddress} from './address.ts';
import type {Bed} from './bed.ts';
import {isListening} from './listening.ts';
import {storeTinyImage} from './tiny-image.ts';
import {writeFiles} from './write-files.ts';

/** Debian's docker-registry, at port 443 of an address of the bed. */
export type RealRegistry = {
	host: string;
	address: string;
	/** An image in it, whose containers sleep until they are killed. */
	image: string;
	/** Shows another certificate from its next start. */
	setCertificate: (certificate: KeyedCertificate) => Promise<void>;
	start: () => Promise<void>;
	/** Nothing listens when this settles. */
	stop: () => Promise<void>;
};

const address = '192.0.2.2';

const configuration = (directory: string) => `version: 0.1
log: {level: info}
storage: {filesystem: {rootdirectory: ${directory}/storage}}
http:
  addr: ${address}:443
  tls: {certificate: ${directory}/cert.pem, key: ${directory}/key.pem}
`;

/** Starts a registry with one image, tiny:1. */
export async function startRegistry(bed: Bed, host: string, certificate: KeyedCertificate): Promise<RealRegistry> {
	const directory = join(bed.directory, 'registry');
	const own = bed.path('registry');
	let pid = '';
	const setCertificate = ({cert, key}: KeyedCertificate) => writeFiles(own, {'cert.pem': cert, 'key.pem': key}, 0o600);
	const listens = () => isListening(bed, address, 443);
	const start = async () => {
		pid = await bed.runInBackground(['docker-registry', 'serve', join(directory, 'config.yml')]);
		await eventually('the registry listens', async () => listens());
	};
	await addAddress(bed, address);
	await writeFiles(own, {'config.yml': configuration(directory)});
	await setCertificate(certificate);
	await storeTinyImage(join(own, 'storage'), 'tiny', '1');
	await start();
	return {
		host,
		address,
		image: `${host}/tiny:1`,
		setCertificate,
		start,
		async stop() {
			await bed.run(['kill', '-9', pid]);
			await eventually('the registry is gone', async () => !listens());
		},
	};
}
