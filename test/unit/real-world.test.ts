import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {RefusedError} from '../../src/errors/errors.ts';
import {realRuntime} from '../../src/real-world.ts';
import type {OutputFlags} from '../../src/world.ts';
import {lackOfLinux} from '../support/lacks.ts';
import {testWhere} from '../support/test-where.ts';
import {fakeHost} from './fake-host.ts';

const flags: OutputFlags = {quiet: false, json: false, yes: false, color: false, events: null, verbosity: 0};

async function fileOf(t: ExecutionContext): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'real-world-'));
	t.teardown(() => rm(directory, {recursive: true}));
	return join(directory, 'events');
}

/** What stands on stderr of such a process after a step and a warning, and the names of the events in the text. */
async function told(traits: Parameters<typeof fakeHost>[0], over: Partial<OutputFlags>): Promise<string> {
	const {host, written} = fakeHost(traits);
	const {progress, end} = await (await realRuntime(host)).output({...flags, ...over});
	progress.step('Package').done('installed');
	progress.warn('Warning: look');
	progress.clear();
	end({exitCode: 0, error: null});
	return written.stderr;
}

const eventsIn = (text: string) =>
	text
		.trimEnd()
		.split('\n')
		.map(line => (JSON.parse(line) as {event: string}).event);

const all = ['begin', 'done', 'warning', 'end'];
const inLines = 'Package: installed\nWarning: look\n';

test('without a wish for events the progress is for people', async t => {
	t.is(await told({}, {}), inLines);
});

test('events on stderr stand in place of the progress and of the warnings', async t => {
	t.deepEqual(eventsIn(await told({}, {events: '-'})), all);
	t.deepEqual(eventsIn(await told({columns: 80}, {events: '-', quiet: true})), all);
});

test('events in a file come with the progress for people, and are added to those of the last run', async t => {
	const events = await fileOf(t);
	t.is(await told({}, {events}), inLines);
	t.is(await told({}, {events, quiet: true}), 'Warning: look\n');
	t.deepEqual(eventsIn(await readFile(events, 'utf8')), [...all, ...all]);
});

test('a file for events that cannot be written is refused before anything else', async t => {
	const {host, written} = fakeHost();
	const events = join(await fileOf(t), 'none');
	const runtime = await realRuntime(host);
	await t.throwsAsync(runtime.output({...flags, events}), {
		instanceOf: RefusedError,
		message: `could not write ${events}: its directory does not exist`,
	});
	t.is(written.stderr, '');
});

testWhere(test, lackOfLinux)('a disk that gets full is one warning, with --quiet too', async t => {
	const warning =
		'Warning: could not write /dev/full: no space left on the device; the events end here, the command goes on\n';
	t.is(await told({}, {events: '/dev/full'}), `${warning}${inLines}`);
	t.is(await told({}, {events: '/dev/full', quiet: true}), `${warning}Warning: look\n`);
});

test('the line that moves is for a terminal of which the size is known, and for nobody who reads every request', async t => {
	t.regex(await told({columns: 80}, {}), /✔ Package: installed\n/);
	t.is(await told({columns: 0}, {}), inLines);
	t.is(await told({columns: 80}, {verbosity: 1}), inLines);
	t.is(await told({columns: 80, env: {TERM: 'dumb'}}, {}), inLines);
	t.is(await told({columns: 80, env: {CI: 'true'}}, {}), inLines);
});
