import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf} from '../trust/report.ts';
import {surely} from './containers.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());
const all = ['--yes', '--quiet'];

/** What a .bashrc can do with the standard input of a command, and how much of the script is left for our shell. */
const profiles: Readonly<Record<string, RegExp>> = {
	'read -r answer': /^something read the script before/,
	'read -r -n 1 answer': /^something read a part of the script before/,
	'head -c 5000 >/dev/null': /^something read (?:a part of )?the script before/,
	'cat >/dev/null': /^something read the script before/,
};

onRealAgents('of a script that a profile has read from, nothing runs, and what was asked is told', async t => {
	const {agent, agents, report} = await withRealOperator(t, [{docker: 'none'}]);
	await giveQuickDocker(agents);
	const before = await surely(agent(1), 'find /etc/docker /run -newer /etc/hostname -name "*dcos*"; ls -A /etc/docker');
	for (const [line, why] of Object.entries(profiles)) {
		await surely(agent(1), `printf '%s\n' 'echo "Which one, of $(hostname)?"' '${line}' >/root/.bashrc`);
		const found = await report(all);
		t.is(found.exitCode, 5, line);
		const result = resultOf(found, agent(1).ip);
		t.like(result, {state: 'failed', ca: null, proof: null}, line);
		t.regex(result.why ?? '', why);
		t.regex(result.why ?? '', /; the login there said: Which one, of agent1\?$/);
		t.is(
			await surely(agent(1), 'find /etc/docker /run -newer /etc/hostname -name "*dcos*"; ls -A /etc/docker'),
			before,
		);
	}
	await surely(agent(1), ': >/root/.bashrc');
	t.is((await report(all)).exitCode, 0);
});

onRealAgents('of a script that LocalCommand has read, nothing runs', async t => {
	const operator = await withRealOperator(t, [{docker: 'none'}]);
	const {agent, agents, directory, report} = operator;
	await giveQuickDocker(agents);
	const sshConfig = join(directory, 'local_config');
	const eats = 'PermitLocalCommand yes\nLocalCommand head -c 100 >/dev/null\n';
	await writeFile(sshConfig, `${eats}${await readFile(operator.sshConfig, 'utf8')}`);
	const found = await report(all, {sshConfig});
	t.is(found.exitCode, 5);
	t.regex(
		resultOf(found, agent(1).ip).why ?? '',
		/^something read a part of the script before the shell could, so nothing/,
	);
	t.deepEqual(await agent(1).certsD(), {});
});
