import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {gzipSync} from 'node:zlib';
import test, {type ExecutionContext} from 'ava';
import {Secret} from '../../../src/errors/secret.ts';
import type {StoreError} from '../../../src/errors/store-error.ts';
import {openSignedStore} from '../../../src/s3/signed-store.ts';
import {realClock} from '../ssh/fake-ssh.ts';

/** A store that says this to every request, and the client for it. */
async function storeThat(t: ExecutionContext, says: (socket: Socket) => void) {
	const server = createServer(socket => {
		socket.on('error', () => socket.destroy()).once('data', () => says(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const bucket = {bucket: 'b', region: 'r', endpoint, pathStyle: true, certificateAuthority: null};
	const around = {env: {}, clock: realClock, log() {}, interrupted: new AbortController().signal};
	return openSignedStore(around, bucket, {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret('canary')});
}

/** Writes for as long as anybody reads. */
function endlessly(head: string): (socket: Socket) => void {
	const chunk = Buffer.alloc(100_000, ' ');
	return socket => {
		const more = () => {
			while (socket.writable && socket.write(chunk));
		};
		socket.on('drain', more).write(head);
		more();
	};
}

const packed = gzipSync(Buffer.alloc(100_000_000, ' '));
const gzip = (status: number) => (socket: Socket) => {
	socket.write(`HTTP/1.1 ${status} S\r\ncontent-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`);
	socket.end(packed);
};

const tooLong: readonly (readonly [string, (socket: Socket) => void])[] = [
	['an answer without end', endlessly('HTTP/1.1 200 OK\r\n\r\n')],
	['a refusal without end', endlessly('HTTP/1.1 403 Forbidden\r\n\r\n')],
	['10 GB', endlessly('HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n')],
	['100 MB of blanks, packed', gzip(200)],
	['a refusal of 100 MB, packed', gzip(403)],
];

for (const [what, says] of tooLong) {
	test(`${what} is given up, as a list and as an object`, async t => {
		const store = await storeThat(t, says);
		for (const asked of [store.list('', 1), store.get('k'), store.put('k', Buffer.from('x'))])
			t.is((await t.throwsAsync<StoreError>(asked)).code, 'ERR_ANSWER_TOO_LONG');
	});
}

for (const [what, words] of [
	['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
	['words without end before the answer', 'HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n'.repeat(1000)],
] as const) {
	test(`${what} are no answer of a store`, async t => {
		const store = await storeThat(t, socket => socket.write(words));
		t.is((await t.throwsAsync<StoreError>(store.list('', 1))).code, 'ERR_NO_ANSWER');
	});
}

test('what stays within the bounds is read', async t => {
	const object = Buffer.alloc(6_000_000, 'x');
	const store = await storeThat(t, socket => {
		socket.write(`HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: ${object.length}\r\n\r\n`);
		socket.end(object);
	});
	t.deepEqual(await store.get('k'), object);
});

test('a refusal of more than a megabyte is given up, also of an object', async t => {
	const store = await storeThat(t, socket => socket.end(`HTTP/1.1 403 Forbidden\r\n\r\n${' '.repeat(2_000_000)}`));
	t.is((await t.throwsAsync<StoreError>(store.get('k'))).code, 'ERR_ANSWER_TOO_LONG');
});
