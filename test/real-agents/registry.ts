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
	/** Answers each request like this, with the same certificate, until its next start. */
	answerWith: (answer: RegistryAnswer) => Promise<void>;
	/** Shows another certificate from its next start. */
	setCertificate: (certificate: KeyedCertificate) => Promise<void>;
	start: () => Promise<void>;
	/** Nothing listens when this settles. */
	stop: () => Promise<void>;
};

/** What an odd registry answers, or whoever stands before it. */
export type RegistryAnswer = {status: number; headers: Readonly<Record<string, string>>; body: string};

const address = '192.0.2.2';
const oddScript = join(import.meta.dirname, 'odd-registry.ts');

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
	const run = async (words: readonly string[]) => {
		pid = await bed.runInBackground(words);
		await eventually('the registry listens', async () => listens());
	};
	let isOdd = false;
	const start = async () => {
		isOdd = false;
		await run(['docker-registry', 'serve', join(directory, 'config.yml')]);
	};
	const stop = async () => {
		await bed.run(['kill', '-9', pid]);
		await eventually('the registry is gone', async () => !listens());
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
		stop,
		async answerWith(answer) {
			await writeFiles(own, {'answer.json': JSON.stringify(answer)});
			if (isOdd) return;
			await stop();
			const files = ['cert.pem', 'key.pem', 'answer.json'].map(name => join(directory, name));
			await run([process.execPath, '--no-warnings', oddScript, address, ...files]);
			isOdd = true;
		},
	};
}
