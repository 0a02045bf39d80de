import {spawnSync} from 'node:child_process';
import {readdir, stat} from 'node:fs/promises';
import test from 'ava';
import fc from 'fast-check';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import {sentScript} from '../../../src/trust/on-agent/sent-script.ts';
import {startCommand} from '../../../src/trust/on-agent/start-command.ts';
import {anySign} from '../../support/any-sign.ts';
import {lackOfNamespaces, lackOfPrograms} from '../../support/lacks.ts';
import {runs} from '../../support/runs.ts';
import {testWhere} from '../../support/test-where.ts';
import {posixShells} from './posix-shells.ts';
import {scriptIn} from './script-in.ts';
import {agentWith, mark, wishes} from './scripted-agent.ts';

/** What a login shell is told; the shell that it starts is this one. */
function commandFor({length}: {length: number}, shell: readonly string[] = ['sh']): string {
	return startCommand({mark, length, seconds: 60, asksPassword: false}).replaceAll(
		' sh -c ',
		` ${shell.join(' ')} -c `,
	);
}

/** A shell that somebody put in the place of our command, such as a forced command or a profile's `exec`. */
const others: readonly (typeof posixShells)[number][] = [
	...posixShells,
	{name: 'zsh', words: ['zsh'], lack: lackOfPrograms({zsh: 'zsh'})},
	{name: 'the C shell', words: ['tcsh', '-f'], lack: lackOfPrograms({tcsh: 'tcsh'})},
];

/** What is left of a text where its beginning was read by somebody, and where its end never came: at every sign. */
function remainders(text: string, step = 1): string[] {
	const places = Array.from({length: Math.ceil(text.length / step)}, (_, index) => index * step);
	return [...places.map(place => text.slice(0, place)), ...places.slice(1).map(place => text.slice(place))];
}

/** Gives each text to the command there; what all of them say, the same lines once. */
async function said(t: Parameters<typeof agentWith>[0], command: string, texts: readonly string[]) {
	const agent = await agentWith(t);
	const given = texts.map(text => `${text}\0`).join('');
	// one process for all: to enter the agent takes ten times as long as a shell
	const each = `LC_ALL=C LANG=C LANGUAGE=C; export LC_ALL LANG LANGUAGE; while IFS= read -r -d '' text; do printf %s "$text" | (eval "$1"); done 2>&1 | sort -u`;
	const {stdout, exitCode} = agent.run(['bash', '-c', each, 'bash', command], given);
	t.is(exitCode, 0);
	return {agent, lines: stdout.split('\n').filter(line => line !== '')};
}

for (const {name, words, lack} of posixShells) {
	testWhere(test, lack)(`${name} gets the script as it was, whatever stands in it`, t => {
		const text = fc.string({unit: anySign}).map(each => each.replaceAll('\0', '').toWellFormed());
		fc.assert(
			fc.property(text, value => {
				const sent = sentScript(`cat <<'END'\n${value}\nEND`);
				const {stdout} = spawnSync('sh', ['-c', commandFor(sent, words)], {input: sent.line, encoding: 'utf8'});
				t.is(stdout, value === 'END' ? '' : `${value}\n`);
				t.is(scriptIn(sent.line), `\ncat <<'END'\n${value}\nEND\n`);
			}),
			{numRuns: runs(10)},
		);
	});

	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`of a script that was cut or eaten at any sign ${name} runs nothing, and tells how much arrived`,
		async t => {
			const sent = sentScript('touch /pwned');
			const {agent, lines} = await said(t, commandFor(sent, words), remainders(sent.line));
			const counts = lines.map(line => Number(new RegExp(`^${mark} cut (\\d+)$`).exec(line)?.[1]));
			t.deepEqual(
				counts.toSorted((one, other) => one - other),
				Array.from({length: sent.length + 1}, (_, index) => index),
			);
			await t.throwsAsync(stat(agent.at('/pwned')), {code: 'ENOENT'});
			const whole = agent.run(['sh', '-c', commandFor(sent, words)], sent.line);
			t.like(whole, {exitCode: 0, stdout: ''});
			await stat(agent.at('/pwned'));
		},
	);
}

for (const {name, words, lack} of others) {
	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`${name} in the place of our command finds nothing to run in what was sent, however much of it is left`,
		async t => {
			const sent = sentScript('touch /pwned');
			const {agent, lines} = await said(t, words.join(' '), [sent.line, ...remainders(sent.line)]);
			// each is the name of a program that there is not
			t.true(lines.length >= sent.length, `${lines.length}`);
			t.deepEqual(
				lines.filter(line => !/not found|no such|inaccessible|permission denied: $/i.test(line)),
				[],
			);
			// nor is a part of it run, which would make a file of another name
			t.deepEqual(
				(await readdir(agent.at('/'))).filter(name => name.includes('pwned')),
				[],
			);
		},
	);
}

for (const work of ['trust', 'restart', 'remove'] as const) {
	testWhere(test.serial, lackOfNamespaces())(
		`of the script that does ${work}, cut or eaten at many signs, nothing runs`,
		async t => {
			const sent = sentScript(agentScript({...wishes, work}));
			const {agent, lines} = await said(t, commandFor(sent), remainders(sent.line, 2999));
			t.true(lines.length > sent.length / 2999);
			t.deepEqual(
				lines.filter(line => !line.startsWith(`${mark} cut `)),
				[],
			);
			t.deepEqual(await readdir(agent.at('/etc')), ['alternatives']);
			t.deepEqual(await agent.calls(), []);
		},
	);
}
