import {EventEmitter} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {realRuntime} from '../../src/real-world.ts';
import {fakeHost} from './fake-host.ts';

const flags = {quiet: true, json: false, yes: true, color: false, events: null, verbosity: 0};

async function runtimeOf() {
	const {host, written} = fakeHost({env: {DCOS_ACS_TOKEN: 'canary-token'}});
	const emitter = new EventEmitter();
	const ended: number[] = [];
	Object.assign(host, {on: emitter.on.bind(emitter), exit: (code: number) => ended.push(code)});
	const runtime = await realRuntime(host);
	const fall = () => emitter.emit('uncaughtException', new TypeError('x is no\nfunction'));
	return {runtime, written, ended, fall};
}

test('a run that a defect ends tells what it has done, without a stack and without a secret', async t => {
	const {runtime, written, ended, fall} = await runtimeOf();
	const {progress} = await runtime.output(flags);
	progress.step('Secret s3').done('stored for canary-token');
	progress.many('Changing 2 agents', ['10.0.0.1']).update('10.0.0.1', 'over SSH');
	fall();
	t.deepEqual(ended, [1]);
	t.is(
		written.stderr,
		`Error: a defect in dcos-registry stopped the command (TypeError: x is no\\nfunction)
  done before: Secret s3: stored for [redacted]
  begun, and nobody knows how far: 10.0.0.1: over SSH
Hint: run the command again with -vv and keep the output; every step is safe to repeat
`,
	);
	t.is(written.stdout, '');
});

test('the same as a document, and as the last event', async t => {
	const {runtime, written, fall} = await runtimeOf();
	const directory = await mkdtemp(join(tmpdir(), 'defect-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const events = join(directory, 'events');
	const {progress} = await runtime.output({...flags, json: true, events});
	progress.step('Secret s3').done('stored for canary-token');
	fall();
	t.like(JSON.parse(written.stdout), {
		schema: 'dcos-registry/error/v1',
		exitCode: 1,
		details: ['done before: Secret s3: stored for [redacted]'],
	});
	const lines = (await readFile(events, 'utf8')).trimEnd().split('\n');
	t.like(JSON.parse(lines.at(-1) ?? ''), {exitCode: 1});
	t.false(lines.join().includes('canary'));
});
