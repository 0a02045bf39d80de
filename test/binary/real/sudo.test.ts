import {randomUUID} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {testWhere} from '../../support/test-where.ts';
import {reportIn, resultOf} from '../trust/report.ts';
import {trustAtTerminal} from './at-terminal.ts';
import {surely} from './containers.ts';
import {watchFor} from './own-processes.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const agentsAtAll = [
	'asks',
	'NOPASSWD',
	'requiretty',
	'no sudo',
	'not in sudoers',
	'asks, in a pty',
	'NOPASSWD, in a pty',
] as const;
const asCentos = ['--user', 'centos', '--yes', '--quiet', '--json'];

/** PAM counts wrong passwords, and sudo keeps what goes in on standard input once it has let the user in. */
const watched = `chpasswd
cat >/etc/pam.d/sudo <<'end'
auth required pam_faillock.so preauth deny=9
auth sufficient pam_unix.so
auth [default=die] pam_faillock.so authfail deny=9
account required pam_permit.so
session required pam_permit.so
end
cat >/etc/sudoers.d/watched <<'end'
Defaults log_stdin, !compress_io, iolog_dir=/var/log/sudo-io, logfile=/var/log/sudo.log
end`;

async function prepare(agents: readonly RealAgent[], password: string): Promise<void> {
	await giveQuickDocker(agents);
	for (const agent of agents) {
		const {code, stderr} = await agent.run(watched, `centos:${password}\n`);
		if (code !== 0) throw new Error(stderr);
	}
	const [asks, , requiretty, noSudo, notInSudoers, asksInPty, inPty] = agents;
	for (const each of [asks, asksInPty]) await each?.setFault('sudo-asks');
	await requiretty?.setFault('sudo-requiretty');
	await noSudo?.setFault('no-sudo');
	await notInSudoers?.setFault('not-in-sudoers');
	for (const each of [asksInPty, inPty]) await each?.run(`echo 'Defaults use_pty' >/etc/sudoers.d/pty`);
}

function failuresOf(agent: RealAgent): Promise<string> {
	return surely(agent, 'faillock --user centos | grep -c "^20" || true');
}

/** What went into the commands that sudo has started. */
function keptInput(agent: RealAgent): Promise<string> {
	return surely(agent, 'find /var/log/sudo-io -type f -name stdin -exec cat {} + 2>/dev/null || true');
}

async function filesIn(directory: string): Promise<string> {
	const names = await readdir(directory);
	return (await Promise.all(names.map(name => readFile(join(directory, name), 'utf8')))).join('');
}

onRealAgents('the sudo of an agent gets the password once and by the pipe, and nobody else sees it', async t => {
	const operator = await withRealOperator(
		t,
		agentsAtAll.map(() => ({docker: 'none'})),
	);
	const {agents, agent, report, directory} = operator;
	const password = `canary-${randomUUID()}`;
	await prepare(agents, password);
	const whyOf = (found: ReturnType<typeof reportIn>) =>
		Object.fromEntries(
			agents.map(({ip}, index) => {
				const {state, why} = resultOf(found, ip);
				return [agentsAtAll[index], why ?? state];
			}),
		);
	const without = await report(['--user', 'centos', '--yes', '--quiet']);
	const same = {
		requiretty: 'sudo wants a terminal there (requiretty)',
		'no sudo': 'it has no sudo, and the user is not root',
	};
	const asks = 'sudo asks for a password there';
	t.deepEqual(whyOf(without), {
		...same,
		asks,
		NOPASSWD: 'changed',
		'not in sudoers': asks,
		'asks, in a pty': asks,
		'NOPASSWD, in a pty': 'changed',
	});

	const logs = join(directory, 'logs');
	const seen = watchFor(password);
	const right = await trustAtTerminal(
		operator,
		[...asCentos, '--ask-sudo-password', '-vv', '--log-dir', logs],
		password,
	);
	t.deepEqual(seen.end(), []);
	t.deepEqual(whyOf(reportIn(right.stdout)), {
		...same,
		asks: 'changed',
		NOPASSWD: 'unchanged',
		'not in sudoers': 'the user may not use sudo there',
		'asks, in a pty': 'changed',
		'NOPASSWD, in a pty': 'unchanged',
	});
	t.is(right.exitCode, 5);
	for (const text of [right.shown, right.stdout, await filesIn(logs)]) t.false(text.includes(password), text);
	t.regex(right.shown, /^ssh .*sudo -S -p/m);
	for (const each of agents) t.false((await keptInput(each)).includes(password), each.name);
	for (const place of [1, 2, 6, 7]) t.regex(await keptInput(agent(place)), /^\\0012mark/);
	t.is(await failuresOf(agent(1)), '0\n');

	const wrong = `canary-${randomUUID()}`;
	const refused = await trustAtTerminal(operator, [...asCentos, '--ask-sudo-password'], wrong);
	const why = whyOf(reportIn(refused.stdout));
	for (const name of ['asks', 'asks, in a pty', 'not in sudoers'] as const)
		t.is(why[name], 'sudo did not accept the password there');
	t.is(why.NOPASSWD, 'unchanged');
	t.false(refused.shown.includes(wrong), refused.shown);
	for (const place of [1, 6]) t.regex(agent(place).read('/var/log/sudo.log'), / 1 incorrect password attempt /);
	// sudo asks again, is given nothing, and PAM counts that too
	for (const place of [1, 6]) t.is(await failuresOf(agent(place)), '2\n');
	for (const place of [2, 7]) t.is(await failuresOf(agent(place)), '0\n');
});
