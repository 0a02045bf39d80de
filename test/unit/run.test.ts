import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {LoginError} from '../../src/errors/errors.ts';
import {realRuntime} from '../../src/real-world.ts';
import {run} from '../../src/run.ts';
import type {Reach} from '../../src/world.ts';
import {fakeHost} from './fake-host.ts';
import {storageCluster} from './storage/storage-cluster.ts';

const cluster = async () => storageCluster({config: null, insecure: true}).cluster;
const noCluster = async () => {
	throw new LoginError('no cluster is attached');
};

type Given = {env?: Readonly<Record<string, string>>; cluster?: Reach['cluster']};

/** A run against a cluster in memory; FILE in the line is a file in a directory of its own. */
async function ran(t: ExecutionContext, line: string, given: Given = {}) {
	const directory = await mkdtemp(join(tmpdir(), 'run-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const file = join(directory, 'events');
	const words = ['registry', ...line.split(' ').map(word => word.replace('FILE', file))];
	const {host, written} = fakeHost({env: given.env});
	const runtime = await realRuntime(host);
	const reach = () => ({cluster: given.cluster ?? cluster}) as Reach;
	const exitCode = await run([...words, ...optionsFile(line, directory)], {...runtime, reach});
	return {exitCode, ...written, events: eventsIn(await readFile(file, 'utf8').catch(() => ''))};
}

/** Commands that read or write the options file do it in that directory. */
function optionsFile(line: string, directory: string): string[] {
	return line.startsWith('storage local') ? ['--options', join(directory, 'options.json')] : [];
}

function eventsIn(text: string): object[] {
	const lines = text.split('\n').filter(line => line.startsWith('{'));
	return lines.map(line => {
		const {time: _time, ...event} = JSON.parse(line) as {time: string};
		return event;
	});
}

test('the events of a run end with its exit code', async t => {
	const {exitCode, stdout, events} = await ran(t, 'storage local --yes --events FILE');
	t.is(exitCode, 0);
	t.regex(stdout, /local/);
	t.like(events.at(0), {event: 'warning'});
	t.like(events.at(1), {event: 'note'});
	t.deepEqual(events.at(-1), {event: 'end', exitCode: 0, error: null});
});

test('events on stderr are in place of the notes and warnings, and a setting asks for them as well', async t => {
	const {stderr} = await ran(t, 'storage local --yes', {env: {DCOS_REGISTRY_EVENTS: '-'}});
	t.deepEqual(
		eventsIn(stderr).map(event => 'event' in event && event.event),
		['warning', 'note', 'end'],
	);
	t.is(stderr.trimEnd().split('\n').length, 3);
});

test('what went wrong is the last event, and stands on stderr in words after it', async t => {
	const error = 'no cluster is attached';
	const {exitCode, stderr} = await ran(t, 'storage local --events -', {cluster: noCluster});
	t.is(exitCode, 4);
	const [event = '', ...words] = stderr.trimEnd().split('\n');
	t.deepEqual(eventsIn(event), [{event: 'end', exitCode: 4, error}]);
	t.deepEqual(words, [`Error: ${error}`]);
});

for (const [line, exitCode, error] of [
	['storage local --evnts x --events FILE', 2, 'unknown flag --evnts'],
	['storage lokal --events=FILE', 2, 'unknown command "dcos registry storage lokal"'],
] as const) {
	test(`"${line}" is not understood, which is an event of a run that did nothing`, async t => {
		const ended = await ran(t, line);
		t.is(ended.exitCode, exitCode);
		t.deepEqual(ended.events, [{event: 'end', exitCode, error}]);
		t.regex(ended.stderr, new RegExp(`^Error: ${error}\n`));
	});
}

test('a file for events that cannot be written is refused, and nothing was done', async t => {
	const reached = async () => {
		t.fail();
		return cluster();
	};
	const {exitCode, stderr, stdout} = await ran(t, 'storage local --json --events FILE/none', {cluster: reached});
	t.is(exitCode, 6);
	t.regex(stderr, /^Error: could not write .*\/events\/none: its directory does not exist\nHint: .*\n$/);
	t.like(JSON.parse(stdout), {schema: 'dcos-registry/error/v1', exitCode: 6});
});

test('a failure is a JSON document on stdout where JSON is asked for, in whatever way', async t => {
	for (const [line, env] of [
		['storage local --json', {}],
		['storage local --json=true', {}],
		['storage local', {DCOS_REGISTRY_JSON: 'true'}],
	] as const) {
		const {stdout} = await ran(t, line, {env, cluster: noCluster});
		t.like(JSON.parse(stdout), {exitCode: 4, message: 'no cluster is attached'});
	}
	const without = await ran(t, 'storage local --json=false', {env: {DCOS_REGISTRY_JSON: 'true'}, cluster: noCluster});
	t.is(without.stdout, '');
});

test('where a defect arose is told by -vv, and none of the lines that its message has', async t => {
	const broken = async () => {
		throw new TypeError('a\n    Hint: rm -rf /\nHint: b');
	};
	const {stderr} = await ran(t, 'storage show -vv', {cluster: broken});
	t.regex(
		stderr,
		/^Error: a defect .*a\\n {4}Hint: rm -rf \/\\nHint: b\)\nHint: run the command again .*\n( {4}at .*\n)+$/,
	);
});

test('a defect is told with what was done before it', async t => {
	const {exitCode, stderr} = await ran(t, 'storage local --yes', {
		cluster: async () => {
			throw new TypeError('no such thing');
		},
	});
	t.is(exitCode, 1);
	t.regex(stderr, /^Error: a defect in dcos-registry stopped the command \(TypeError: no such thing\)$/m);
	const {host, written} = fakeHost();
	const runtime = await realRuntime(host);
	const output: typeof runtime.output = async flags => ({
		...(await runtime.output(flags)),
		done: () => ['done before: x'],
	});
	const reach = () => ({cluster: () => Promise.reject(new TypeError('no such thing'))}) as unknown as Reach;
	await run(['registry', 'storage', 'show'], {...runtime, output, reach});
	t.regex(written.stderr, /no such thing\)\n {2}done before: x\nHint: /);
});
