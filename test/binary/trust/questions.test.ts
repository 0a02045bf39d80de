import test from 'ava';
import {onTerminal} from './on-terminal.ts';
import {withTruster} from './truster.ts';

const few = {agents: 3, publicAgents: 1} as const;
const first = /Change these agents\?/;
const second = /Restart Docker on these agents\?/;

test('a no to the first question changes nothing; a no to the second leaves the files and restarts nothing', async t => {
	const truster = await withTruster(t, few);
	const [one] = truster.agents;
	if (one === undefined) throw new Error('there is no agent');
	one.cachesCerts = true;
	await one.setFault(undefined);
	const no = await onTerminal(truster, [], [{when: first, text: 'n\r'}]);
	t.is(no.exitCode, 1, no.shown);
	t.deepEqual(
		truster.agents.map(agent => agent.connections()),
		[0, 0, 0],
	);

	const half = await onTerminal(
		truster,
		[],
		[
			{when: first, text: 'y\r'},
			{when: second, text: 'n\r'},
		],
	);
	t.is(half.exitCode, 5, half.shown);
	t.regex(half.shown, /its Docker was not restarted: declined/);
	t.is(one.restarts(), 0);
	for (const agent of truster.agents) t.is(Object.keys(await agent.certsD()).length, 4);

	const rest = await onTerminal(
		truster,
		[],
		[
			{when: first, text: 'y\r'},
			{when: second, text: 'y\r'},
		],
	);
	t.is(rest.exitCode, 0, rest.shown);
	t.is(one.restarts(), 1);
});

test('Ctrl-C at a question changes nothing, and ends with 130', async t => {
	const truster = await withTruster(t, few);
	const {exitCode, shown} = await onTerminal(truster, [], [{when: first, text: '\u0003'}]);
	t.is(exitCode, 130, shown);
	const password = await onTerminal(
		truster,
		['--yes', '--ask-sudo-password'],
		[{when: /Password for sudo/, text: '\u0003'}],
	);
	t.is(password.exitCode, 130, password.shown);
	t.deepEqual(
		truster.agents.map(agent => agent.connections()),
		[0, 0, 0],
	);
});
