import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import test from 'ava';
import {realRuntime} from '../../src/real-world.ts';
import {fakeHost} from './fake-host.ts';

const flags = {quiet: false, json: false, yes: true, color: false, events: null, verbosity: 0};
const hostile = 'a\nHint: rm -rf /\u001b[2J\u202e\u009b1A';
const shown = 'a\\nHint: rm -rf /\\u001b[2J\\u202e\\u009b1A';

test('what is printed is as many lines as there are texts, whatever stands in them', async t => {
	const {host, written} = fakeHost();
	const runtime = await realRuntime(host);
	runtime.stdout([hostile, 'b']);
	runtime.stderr(['c', hostile]);
	t.deepEqual(written, {stdout: `${shown}\nb\n`, stderr: `c\n${shown}\n`});
});

test('JSON keeps the text, and a terminal obeys nothing in it', async t => {
	const {host, written} = fakeHost();
	(await realRuntime(host)).stdoutJson({hostile, [hostile]: 1});
	t.deepEqual(JSON.parse(written.stdout), {hostile, [hostile]: 1});
	t.notRegex(written.stdout, /[\p{Cf}]|(?!\n)\p{Cc}/u);
});

for (const [name, over] of [
	['a pipe', {}],
	['--quiet', {quiet: true}],
	['-v', {verbosity: 1}],
] as const) {
	test(`the progress, the plan above a question and the log show it as an escape (${name})`, async t => {
		const {host, written} = fakeHost();
		const {progress, confirm, log} = await (await realRuntime(host)).output({...flags, ...over});
		const step = progress.step(hostile);
		step.update(hostile, hostile);
		step.done(hostile);
		const many = progress.many(hostile, [hostile]);
		many.ended(hostile, hostile, 'open');
		many.close();
		progress.warn(hostile);
		progress.note(hostile);
		await confirm([hostile], hostile);
		log(1, hostile);
		for (const line of written.stderr.split('\n')) t.notRegex(line, /[\p{Cc}\u202e]|^Hint/u);
		t.true(written.stderr.includes(`${shown}\n`));
	});
}

test('a question on a terminal does nothing to it', async t => {
	const {host} = fakeHost();
	const terminal = () => Object.assign(new PassThrough(), {isTTY: true, columns: 200});
	const [stdin, stderr] = [terminal(), terminal()];
	Object.assign(host, {stdin, stderr});
	const {confirm, askSecret} = await (await realRuntime(host)).output({...flags, yes: false});
	stdin.write('no\n');
	await t.throwsAsync(confirm([hostile], hostile), {message: 'declined, nothing was changed'});
	stdin.write('secret\n');
	await askSecret(hostile);
	const written = String(stderr.read());
	t.deepEqual(written.split(shown).length, 4);
	for (const raw of ['\nHint', '\u001b[2J', '\u202e', '\u009b']) t.false(written.includes(raw));
});

test('a terminal on which a line moves gets no escape of others', async t => {
	const {host, written} = fakeHost({columns: 200});
	const {progress} = await (await realRuntime(host)).output(flags);
	progress.step('a step').update(hostile);
	progress.warn(hostile);
	progress.clear();
	t.true(written.stderr.includes(shown));
	t.false(written.stderr.includes('\u001b[2J'));
	t.false(written.stderr.includes('\nHint'));
});

for (const file of [true, false]) {
	test(`an event has the text as it came, escaped by JSON (${file ? 'in a file' : 'on stderr'})`, async t => {
		const directory = await mkdtemp(join(tmpdir(), 'events-'));
		t.teardown(() => rm(directory, {recursive: true}));
		const {host, written} = fakeHost();
		const events = file ? join(directory, 'events') : '-';
		const {progress, end} = await (await realRuntime(host)).output({...flags, events});
		progress.warn(hostile);
		end({exitCode: 1, error: hostile});
		const lines = (file ? await readFile(events, 'utf8') : written.stderr).trimEnd().split('\n');
		t.is(lines.length, 2);
		const [warning, ended] = lines.map(line => JSON.parse(line) as {text?: string; error?: string});
		t.is(warning?.text, hostile);
		t.is(ended?.error, hostile);
		t.notRegex(lines.join(''), /[\p{Cc}\u202e]/u);
	});
}
