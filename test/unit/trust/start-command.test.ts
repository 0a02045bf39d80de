import {spawnSync} from 'node:child_process';
import test from 'ava';
import {answerIn} from '../../../src/trust/agent-answer.ts';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import {sentScript} from '../../../src/trust/on-agent/sent-script.ts';
import {startCommand, sudoPrompt, sudoReady} from '../../../src/trust/on-agent/start-command.ts';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import type {AgentRoot} from './agent-root.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, ca, mark, wishes} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());
const {line: sent, length} = sentScript(agentScript(wishes));
const plain = startCommand({mark, length, seconds: 130, asksPassword: false});
const asking = startCommand({mark, length, seconds: 130, asksPassword: true});

test('what starts the script is one word list for any login shell, with nothing of the user’s in it', t => {
	for (const command of [plain, asking]) {
		t.regex(command, /^exec sh -c '[^'\n]+'$/);
	}
});

for (const {name, words, lack} of posixShells) {
	testWhere(test, lack)(`${name} understands what starts the script`, t => {
		const [shell, ...flags] = words;
		for (const input of [plain, asking]) t.is(spawnSync(shell, [...flags, '-n'], {input}).status, 0);
	});
}

test('a part of a second is a whole one on the agent', t => {
	t.regex(startCommand({mark, length, seconds: 10.2, asksPassword: false}), / timeout 11 sh -c/);
});

/** Makes the agent's login one that is not root until sudo has run. */
async function asUser(agent: AgentRoot, sudo: string): Promise<void> {
	await agent.stub('id', '[ "$PRETEND" = no ] && exec /usr/bin/id "$@"; echo 1000');
	await agent.stub('sudo', sudo);
}

/** Leaves its own words, and becomes root. */
const becomes = 'PRETEND=no; export PRETEND; while [ "$1" != sh ]; do shift; done; exec "$@"';

for (const lacks of [[], ['timeout']]) {
	const how = lacks.length === 0 ? '' : ' without timeout';
	for (const {name, words, lack} of posixShells) {
		testWhere(test.serial, lack ?? lackOfNamespaces())(
			`root runs the script at once${how}, started by ${name}`,
			async t => {
				const agent = await agentWith(t, ca, {lacks});
				await agent.stub('sudo', 'exit 1');
				const {stdout} = agent.run([...words, '-c', plain], sent);
				t.true(answerIn(stdout, mark).ended);
				t.false((await agent.calls()).some(call => call.startsWith('sudo')));
			},
		);
	}

	onAgent(`anybody else runs it through sudo${how}, which is not allowed to ask`, async t => {
		const agent = await agentWith(t, ca, {lacks});
		await asUser(agent, becomes);
		const {stdout} = agent.run(['sh', '-c', plain], sent);
		t.true(answerIn(stdout, mark).ended);
		t.true((await agent.calls()).some(call => call.startsWith('sudo -n sh -c ')));
		t.false(stdout.includes(sudoReady));
	});
}

onAgent('the work is bounded on the agent too', async t => {
	const agent = await agentWith(t);
	await agent.stub('timeout', 'shift; exec "$@"');
	agent.run(['sh', '-c', plain], sent);
	t.regex((await agent.calls())[0] ?? '', /^timeout 130 sh -c LC_ALL=C; /);
});

onAgent('a sudo that asks reads the password first, then says that the shell is there, then the script', async t => {
	const agent = await agentWith(t);
	await asUser(agent, `printf '%s' "$3" >&2; read -r given; [ "$given" = hunter2 ] || exit 1; ${becomes}`);
	const {stdout, stderr} = agent.run(['sh', '-c', asking], `hunter2\n${sent}`);
	t.is(stderr, sudoPrompt);
	t.true(stdout.startsWith(`${sudoReady}\n`));
	t.true(answerIn(stdout, mark).ended);
	t.true((await agent.calls()).some(call => call.startsWith(`sudo -S -p ${sudoPrompt} sh -c `)));
	t.notRegex((await agent.calls()).join('\n'), /hunter2/);
});

onAgent('root says that the shell is there at once', async t => {
	const agent = await agentWith(t);
	const {stdout} = agent.run(['sh', '-c', asking], sent);
	t.true(stdout.startsWith(`${sudoReady}\n`));
	t.true(answerIn(stdout, mark).ended);
});

onAgent('where there is no sudo, the shell says so and nothing runs', async t => {
	const agent = await agentWith(t, ca, {lacks: ['sudo']});
	await agent.stub('id', 'echo 1000');
	const {stdout, stderr, exitCode} = agent.run(['sh', '-c', plain], sent);
	t.is(stdout, '');
	t.regex(stderr, /sudo: (not found|Permission denied)/);
	t.true(exitCode === 127 || exitCode === 126);
});
