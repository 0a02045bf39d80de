import {EventEmitter} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import test from 'ava';
import got from 'got';
import {realRuntime} from '../../src/real-world.ts';
import {fakeHost} from './fake-host.ts';

const token = 'canary-token-of-the-run';
const flags = {quiet: false, json: false, yes: true, color: false, events: null, verbosity: 0};

test('an error that nobody caught is told without what it holds', async t => {
	const {host, written} = fakeHost({env: {DCOS_ACS_TOKEN: token}});
	const emitter = new EventEmitter();
	const ended: number[] = [];
	Object.assign(host, {on: emitter.on.bind(emitter), exit: (code: number) => ended.push(code)});
	await realRuntime(host);
	const headers = {authorization: `token=${token}`};
	const request = got('http://127.0.0.1:9', {headers, body: token, method: 'POST', retry: {limit: 0}});
	const error = await t.throwsAsync(request);
	error.message += ` ${token}`;
	emitter.emit('uncaughtException', error);
	t.deepEqual(ended, [1]);
	t.regex(
		written.stderr,
		/^Error: a defect in dcos-registry stopped the command \(RequestError: .*\[redacted\]\)\nHint: .*\n$/,
	);
	t.false(written.stderr.includes(token));
});

test('what the agents print is kept in files without the secrets, a password that was typed among them', async t => {
	const directory = await mkdtemp(join(tmpdir(), 'secrets-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const {host, written} = fakeHost({env: {DCOS_ACS_TOKEN: token}, columns: 80});
	const input = Object.assign(new PassThrough(), {isTTY: true});
	Object.assign(host, {stdin: input});
	const runtime = await realRuntime(host);
	const {askSecret, progress} = await runtime.output(flags);
	input.write('hunter2\n');
	await askSecret('Password');
	await runtime.files.append(join(directory, 'log'), `${token}\nSorry, try again: hunter2\n`);
	t.is(await readFile(join(directory, 'log'), 'utf8'), '[redacted]\nSorry, try again: [redacted]\n');
	progress.warn(`it said hunter2 and ${Buffer.from('hunter2').toString('base64')}`);
	t.true(written.stderr.includes('it said [redacted] and [redacted]'));
});

test('a key that the run makes is one of its secrets', async t => {
	const runtime = await realRuntime(fakeHost().host);
	const lines = (await runtime.newPrivateKey()).reveal().split('\n');
	t.is(runtime.known.redacted(`it begins with ${lines[1]}`), 'it begins with [redacted]');
});
