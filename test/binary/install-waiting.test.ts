import test from 'ava';
import {eventually} from '../sandbox/eventually.ts';
import type {Fault} from '../sandbox/faults.ts';
import {golden} from '../support/golden.ts';
import {advisedCommand, atShell} from './at-shell.ts';
import {errorIn, linesOf} from './waiting/lines.ts';
import {leave, lookAtRegistry, occupy, type Reason, waitReasons} from './waiting/reasons.ts';

/** Tasks fail and are unhealthy at once, so that what is seen last is the same in every run. */
const atOnce = {pace: {staging: 0, healthCheck: 0}};

const isLook = (method: string, path: string) => `${method} ${path}` === 'GET /service/marathon/v2/apps/dcos-registry';
const isQueue = (_: string, path: string) => path === '/service/marathon/v2/queue';
const isAddition = (_: string, path: string) => path === '/package/repository/add';

test('when the time is over the reason for waiting is told, and the advised command goes on from there', async t => {
	t.timeout(600_000);
	const shell = await atShell(t, atOnce);
	const {sandbox, run, paste} = shell;
	for (const reason of waitReasons) await meet(reason);

	async function meet({of, flags = [], begin, isSettled, end}: Reason): Promise<void> {
		await shell.renew();
		await begin(shell);
		t.is((await run(['install', ...flags, '--no-wait'])).exitCode, 0);
		await eventually(of, async () => {
			const seen = await lookAtRegistry(shell.client);
			return seen !== undefined && isSettled(seen);
		});
		const {exitCode, stdout, stderr} = await run(['install', ...flags, '--timeout', '1s']);
		await golden(
			t,
			`install-waits-for-${of.replaceAll(' ', '-')}`,
			`${errorIn(stderr)}${stdout}exit code ${exitCode}\n`,
		);
		t.is(exitCode, 7, `${of}\n${stderr}`);
		await end(shell);
		await eventually('a healthy app', async () => sandbox.apps.get('/dcos-registry')?.deployment === undefined);
		const on = await paste(advisedCommand(stderr));
		t.is(on.exitCode, 0, `${of}\n${on.stderr}`);
		t.regex(on.stdout, /package .* unchanged\n/, of);
		t.is(sandbox.repositories()[0]?.name, 'Registry', of);
	}
});

test('the advised command waits as long as the one before it, and is done when the registry gets healthy meanwhile', async t => {
	const {sandbox, renew, run, paste} = await atShell(t);
	await renew();
	sandbox.behaviour.staging = true;
	const {exitCode, stderr} = await run(['install', '--timeout', '10s', '--repo-name', "the team's registry"]);
	t.is(exitCode, 7, stderr);
	sandbox.faults.add({
		kind: 'watch',
		times: 1,
		skip: 1,
		match: isLook,
		before: () => void delete sandbox.behaviour.staging,
	});
	const on = await paste(advisedCommand(stderr));
	t.is(on.exitCode, 0, on.stderr);
	t.regex(on.stderr, /^Health: 0 of 2 instances healthy, 2 being staged/m);
	t.is(sandbox.repositories()[0]?.name, "the team's registry");
});

test('in a pipe there is a line for each change, and none for a look that finds the same', async t => {
	const {sandbox, client, renew, run} = await atShell(t, {agents: 4, ...atOnce});
	await renew();
	await occupy(client, {mem: 13_000}, 3);
	const [, ...others] = sandbox.mesosAgents;
	for (const agent of others) agent.active = false;
	let looks = 0;
	// every look meets the offers of one agent more, the fifth one another reason, and after the sixth there is room
	const before = async () => {
		Object.assign(others[looks] ?? {}, {active: true});
		looks += 1;
		if (looks === 5) await occupy(client, {cpus: 3.5}, 3);
	};
	const after = async () => {
		if (looks === 6) await leave(client);
	};
	sandbox.faults.add({kind: 'watch', match: isQueue, before, after});
	const {exitCode, stderr} = await run(['install']);
	t.is(exitCode, 0, stderr);
	t.true(looks >= 6);
	const waiting = linesOf(stderr, 'Health').filter(line => line.includes('no agent offers'));
	const state = '0 of 2 instances healthy, deployment under way: StartApplication';
	t.deepEqual(waiting, [`${state}; no agent offers 2048 MiB of memory`, `${state}; no agent offers 1 cpus`]);
});

/** With how many requests Marathon's silence is noticed: those that fail are repeated twice, but for the time limit. */
const silences: readonly [Pick<Fault, 'kind' | 'status' | 'body'>, times: number, words: RegExp][] = [
	[{kind: 'status', status: 503, body: 'Service Unavailable'}, 3, /the cluster answered 503 to GET \S+/],
	[{kind: 'cut'}, 3, /no answer from \S+ to GET \S+: the connection was cut \(ECONNRESET\)/],
	[{kind: 'torn-body'}, 3, /no answer from \S+ to GET \S+: the answer was cut short \(\S+\)/],
	[{kind: 'hang'}, 1, /no answer from \S+ to GET \S+: it took too long \(ETIMEDOUT\)/],
];

test('a Marathon that does not answer for a while is waited for', async t => {
	const {sandbox, renew, run} = await atShell(t);
	for (const [fault, times, words] of silences) {
		await renew();
		sandbox.faults.add({...fault, times, match: isLook});
		const {exitCode, stderr} = await run(['install'], fault.kind === 'hang' ? {env: {DCOS_TIMEOUT: '3'}} : {});
		t.is(exitCode, 0, `${fault.kind}\n${stderr}`);
		const [first = ''] = linesOf(stderr, 'Health');
		t.regex(first, /^Marathon does not answer; /);
		t.regex(first, words);
	}
});

test('a Marathon that does not answer at all is told when the time is over', async t => {
	const {sandbox, renew, run, paste, normal} = await atShell(t);
	await renew();
	sandbox.faults.add({kind: 'status', status: 502, body: '<html>Bad Gateway</html>', match: isLook});
	const {exitCode, stderr} = await run(['install', '--timeout', '1s']);
	t.is(exitCode, 7, stderr);
	await golden(t, 'install-waits-for-Marathon', normal(errorIn(stderr)));
	sandbox.faults.clear();
	t.is((await paste(advisedCommand(stderr))).exitCode, 0);
});

test('a name that reaches the masters late is waited for', async t => {
	const {sandbox, renew, run} = await atShell(t);
	await renew();
	sandbox.behaviour.nameless = true;
	sandbox.faults.add({kind: 'watch', times: 1, match: isAddition, after: () => void delete sandbox.behaviour.nameless});
	const {exitCode, stderr} = await run(['install']);
	t.is(exitCode, 0, stderr);
	const [first, ...others] = linesOf(stderr, 'Repository');
	t.regex(first ?? '', /^not reachable from Cosmos yet; Could not access data at URI/);
	t.regex(others.at(-1) ?? '', /added as "Registry" in place 0$/);
});

test('an app that somebody removes while it is waited for ends the waiting', async t => {
	const {sandbox, client, renew, run, normal} = await atShell(t);
	await renew();
	sandbox.behaviour.staging = true;
	const before = () => client('DELETE', '/service/marathon/v2/apps/dcos-registry?force=true').then(() => undefined);
	sandbox.faults.add({kind: 'watch', times: 1, match: isQueue, before});
	const {exitCode, stderr} = await run(['install']);
	t.is(exitCode, 1, stderr);
	await golden(t, 'install-waits-for-an-app-that-was-removed', normal(errorIn(stderr)));
	delete sandbox.behaviour.staging;
	t.is((await run(['install'])).exitCode, 0);
});

test('--events has every step with its state and reason, and the end, also when the time is over', async t => {
	const {client, renew, run, read} = await atShell(t, atOnce);
	await renew();
	await occupy(client, {mem: 13_000});
	const {exitCode, stderr} = await run(['install', '--timeout', '1s', '--events', 'events.ndjson', '--quiet']);
	t.is(exitCode, 7, stderr);
	t.is(stderr, errorIn(stderr), 'with --quiet there is the error alone');
	await golden(t, 'install-events', timeless(await read('events.ndjson')));
	await leave(client);
	const {exitCode: again, stderr: events} = await run(['install', '--events', '-']);
	t.is(again, 0, events);
	const lines = events.split('\n').filter(line => line !== '');
	const all = lines.map(line => JSON.parse(line) as {event: string; step?: string});
	const ends = all.filter(({event}) => event === 'done' || event === 'unchanged').map(({step}) => step);
	t.deepEqual(ends, ['Preflight', 'Service account', 'Package', 'Health', 'Repository']);
	t.like(all.at(-1), {event: 'end', exitCode: 0, error: null});
});

function timeless(events: string): string {
	return events
		.replaceAll(/"time":"\d{4}-[^"]+Z"/g, '"time":"<time>"')
		.replaceAll(/"seconds":[\d.]+/g, '"seconds":"<seconds>"');
}
