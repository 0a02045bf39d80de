import test from 'ava';
import {type Child, startChild} from '../../../src/ssh/run-child.ts';
import {sendSignal} from '../../sandbox/agents/process-session.ts';
import {growingLimits} from '../../support/growing-limits.ts';

const shell = (script: string, over: Partial<Child> = {}) =>
	startChild({
		command: 'sh',
		args: ['-c', script],
		env: {PATH: process.env.PATH, KEPT: 'kept'},
		timeout: 100_000,
		input: '',
		...over,
	});

test('what a program says, its exit code and its environment are brought back', async t => {
	const {ended} = shell('cat; echo "$KEPT"; echo words >&2; exit 3', {input: 'in\n'});
	t.deepEqual(await ended, {
		exitCode: 3,
		stdout: 'in\nkept\n',
		stderr: 'words\n',
		timedOut: false,
		flooded: false,
		unstarted: null,
	});
});

test('a program that ignores the end is ended all the same', async t => {
	const {ended} = shell(`trap '' TERM; echo begun; while :; do sleep 600 & wait $!; done`, {timeout: 300});
	const run = await ended;
	t.like(run, {exitCode: null, timedOut: true});
});

test('a grandchild that holds the output open does not keep us', async t => {
	for (const timeout of growingLimits) {
		const {process: child, ended} = shell('sleep 600 & echo begun; exec sleep 600', {timeout});
		t.teardown(() => child?.pid !== undefined && sendSignal(-child.pid, 'SIGKILL'));
		const run = await ended;
		t.like(run, {exitCode: null, timedOut: true});
		if (run.stdout === 'begun\n') return;
	}
	t.fail('it never began');
});

for (const stream of ['1', '2']) {
	test(`a program that floods stream ${stream} is cut off there, and it is not called too slow`, async t => {
		const run = await shell(`exec yes >&${stream}`).ended;
		t.like(run, {exitCode: null, flooded: true, timedOut: false});
		t.is(run.stdout.length + run.stderr.length, 1_000_000);
	});
}

test('a program that is not there is told as not started, and no limit is left waiting', async t => {
	const {ended} = startChild({command: '/nonesuch', args: [], env: {}, timeout: 600_000, input: ''});
	t.like(await ended, {unstarted: 'ENOENT', exitCode: null});
});

test('text that is cut between two bytes of a letter is whole again', async t => {
	const {ended} = shell(`printf '\\303'; sleep 0.05; printf '\\251'`);
	t.is((await ended).stdout, 'é');
});

test('a signal that does not reach a program that runs is no failure to start it', async t => {
	const {process: child, ended} = shell('read -r word; exit 3', {input: null});
	child?.emit('error', Object.assign(new Error('kill'), {code: 'EPERM'}));
	child?.stdin?.end('go\n');
	t.like(await ended, {exitCode: 3, unstarted: null});
});
