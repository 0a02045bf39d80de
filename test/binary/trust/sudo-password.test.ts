import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {sudoPassword} from '../../sandbox/agents/agents.ts';
import {filesBelow} from '../canaries.ts';
import {onTerminal} from './on-terminal.ts';
import {withTruster} from './truster.ts';

const words = ['--yes', '--ask-sudo-password', '--log-dir', 'logs', '--events', 'events.ndjson', '-vv'];
const few = {agents: 3, publicAgents: 1} as const;
const ask = /Password for sudo on the agents/;

/** Processes of this machine whose command line or environment holds the text, looked for until the work ends. */
async function exposing<Result>(text: string, work: Promise<Result>): Promise<{result: Result; found: string[]}> {
	const state = {over: false};
	const result = work.finally(() => {
		state.over = true;
	});
	const found = new Set<string>();
	while (!state.over) {
		for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name) && Number(name) !== process.pid))
			for (const file of ['cmdline', 'environ']) {
				const content = await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
				if (content.includes(text)) found.add(content.replaceAll('\0', ' '));
			}
		await delay(50);
	}
	return {result: await result, found: [...found]};
}

test('the password of sudo is asked once, goes to those who ask, and shows nowhere', async t => {
	const truster = await withTruster(t, few);
	await truster.agent(1).setFault('sudo-asks');
	await truster.agent(2).setFault('sudo-asks');
	const work = onTerminal(truster, words, [{when: ask, text: `${sudoPassword}\r`}]);
	const {result, found} = await exposing(sudoPassword, work);
	t.is(result.exitCode, 0, result.shown);
	t.is(result.shown.match(new RegExp(ask, 'g'))?.length, 1);
	t.deepEqual(found, []);
	t.false(result.shown.includes(sudoPassword));
	const {directory} = truster;
	for (const [file, text] of await filesBelow(directory)) t.false(text.includes(sudoPassword), file);
	t.is((await readdir(path.join(directory, 'logs'))).length, 3);
	for (const agent of truster.agents) {
		t.is(Object.keys(await agent.certsD()).length, 4);
		t.false(agent.commands().join('\n').includes(sudoPassword));
	}
});

test('a wrong password is tried once for each agent, and none of the script goes to a sudo that waits', async t => {
	const truster = await withTruster(t, few);
	await truster.agent(1).setFault('sudo-asks');
	const wrong = 'canary-wrong-password';
	const {exitCode, shown} = await onTerminal(truster, words, [{when: ask, text: `${wrong}\r`}]);
	t.is(exitCode, 5, shown);
	t.regex(shown, /sudo did not accept the password there/);
	t.false(shown.includes(wrong));
	t.deepEqual(await truster.agent(1).certsD(), {});
	t.is(truster.agent(1).commands().length, 1);
	t.is(Object.keys(await truster.agent(2).certsD()).length, 4);
});

test('where nobody can type, --ask-sudo-password is refused, and nothing is done', async t => {
	const truster = await withTruster(t, few);
	const {exitCode, stderr} = await truster.trust(['--yes', '--quiet', '--ask-sudo-password']);
	t.is(exitCode, 2, stderr);
	t.deepEqual(
		truster.agents.map(agent => agent.connections()),
		[0, 0, 0],
	);
});
