import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {mostAtOnce, sshWithoutSharing, withSsh} from './own-ssh.ts';
import {resultOf} from './report.ts';
import {withTruster} from './truster.ts';

const yes = ['--yes', '--quiet'];

test('what ssh keeps to itself at the usual log level is reported too: no algorithm in common', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const old = ['--option', 'KexAlgorithms=diffie-hellman-group1-sha1'];
	const report = await truster.report([...yes, ...old]);
	t.is(report.exitCode, 5);
	const {state, why} = resultOf(report, truster.agent(1).ip);
	t.is(state, 'unreachable');
	t.regex(why ?? '', /^Unable to negotiate with \S+ port \d+: no matching key exchange method found\. Their offer: /);
});

test('an ssh without shared connections goes through the proxy one by one, eight at most at once', async t => {
	const truster = await withTruster(t, {agents: 12, publicAgents: 1});
	const {proxy} = truster.sandbox.agents;
	const env = await withSsh(truster, sshWithoutSharing);
	const report = await truster.report([...yes, '--proxy-ip', proxy.address, '--parallel', '32'], {env});
	t.is(report.exitCode, 0, JSON.stringify(report.results));
	t.is(await mostAtOnce(truster), 8);
	t.is(proxy.connections(), 12);
});

test('--parallel is how many connections there are at once', async t => {
	const truster = await withTruster(t, {agents: 7, publicAgents: 1});
	const env = await withSsh(truster, sshWithoutSharing);
	const report = await truster.report([...yes, '--parallel', '3'], {env});
	t.is(report.exitCode, 0, JSON.stringify(report.results));
	t.is(await mostAtOnce(truster), 3);
});

test('no child of the plugin is told the token, in its environment or its words', async t => {
	const truster = await withTruster(t, {agents: 2, publicAgents: 1});
	const env = await withSsh(truster, '{ env; printf "%s\\n" "$@"; } >>"$HOME/told"\nexec "$real" "$@"');
	const proxy = ['--proxy-ip', truster.sandbox.agents.proxy.address];
	t.is((await truster.report([...yes, ...proxy], {env})).exitCode, 0);
	const told = await readFile(path.join(truster.directory, 'told'), 'utf8');
	t.regex(told, /^DCOS_URL=/m);
	t.regex(told, /ControlMaster=no/);
	const {token} = truster.sandbox;
	for (const part of [token, token.split('.').at(-1) ?? token, 'DCOS_ACS_TOKEN']) t.false(told.includes(part));
});

test('no ssh, an ssh that is too old, and one that is not OpenSSH are refused before anything is done', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const old = 'echo "OpenSSH_7.2p2 Ubuntu-4ubuntu2.10, OpenSSL 1.0.2g  1 Mar 2016" >&2';
	const told: string[] = [];
	for (const script of [old, 'echo "Dropbear v2020.81" >&2', null]) {
		const env = script === null ? {PATH: truster.directory} : await withSsh(truster, script);
		const {exitCode, stderr} = await truster.trust(yes, {env});
		const [, error = stderr] = /^(Error: .*)$/ms.exec(stderr) ?? [];
		told.push(`${error}exit code ${exitCode}\n`);
		t.is(exitCode, 6, stderr);
	}
	await golden(t, 'trust-unusable-ssh', normalised(told.join('\n'), truster));
	t.deepEqual([truster.agent(1).connections(), await truster.agent(1).certsD()], [0, {}]);
});

test('whatever is wrong with what the user gave ssh is said as ssh says it', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const told: string[] = [];
	const given = [
		['--option', 'NoSuchOption=yes'],
		['--option', 'IdentityFile=/no/such/key', '--option', 'IdentitiesOnly=yes'],
		['--option', 'StrictHostKeyChecking'],
		['--proxy-ip', '-oProxyCommand=sh'],
		['--user', 'nobody there'],
	];
	for (const words of given) {
		const {exitCode, stderr, stdout} = await truster.trust([...yes, ...words]);
		const [, error = ''] = /^((?:Error|Hint): .*)$/ms.exec(stderr) ?? [];
		told.push(`${words.join(' ')}\n${error}${stdout}exit code ${exitCode}\n`);
		t.not(exitCode, 1, stderr);
	}
	await golden(t, 'trust-wrong-ssh-wishes', normalised(told.join('\n'), truster));
});
