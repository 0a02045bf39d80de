import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import type {SshJob} from '../../../src/ssh/ssh.ts';
import {sshArguments, systemSsh} from '../../../src/ssh/system-ssh.ts';

const job: SshJob = {
	target: {address: '10.0.0.1', user: null, configFile: null, options: []},
	command: "exec sh -c 'x'",
	input: 'script\n',
	deadline: 10_000,
};

const argumentsOf = (target: Partial<SshJob['target']>) => sshArguments({...job, target: {...job.target, ...target}});

test('address and command are the last two words, behind the end of the options', t => {
	t.deepEqual(argumentsOf({address: '-oProxyCommand=x'}).slice(-4), ['-T', '--', '-oProxyCommand=x', "exec sh -c 'x'"]);
});

test('what the user chose comes first, and so wins', t => {
	const given = argumentsOf({user: 'core', configFile: '/my config', options: ['BatchMode=no', 'Port=2222']});
	t.deepEqual(given.slice(0, 8), ['-F', '/my config', '-l', 'core', '-o', 'BatchMode=no', '-o', 'Port=2222']);
	t.true(given.indexOf('BatchMode=no') < given.indexOf('BatchMode=yes'));
});

test('ssh never asks, never forwards, and has limits of its own', t => {
	const given = argumentsOf({});
	for (const rule of [
		'BatchMode=yes',
		'ConnectTimeout=10',
		'ServerAliveInterval=5',
		'ForwardAgent=no',
		'ForwardX11=no',
	]) {
		t.is(given[given.indexOf(rule) - 1], '-o');
	}
});

test('host keys and key exchange stay the policy of the user', t => {
	t.false(/StrictHostKeyChecking|KexAlgorithms|UserKnownHostsFile/.test(argumentsOf({}).join(' ')));
});

/** Runs a job with a program of ours in the place of ssh. */
async function withSsh(t: ExecutionContext, script: string, over: Partial<SshJob> = {}) {
	const directory = await mkdtemp(join(tmpdir(), 'system-ssh-'));
	t.teardown(() => rm(directory, {recursive: true}));
	await writeFile(join(directory, 'ssh'), `#!/bin/sh\n${script}\n`);
	await chmod(join(directory, 'ssh'), 0o755);
	const env = {PATH: `${directory}:/usr/bin:/bin`, DCOS_ACS_TOKEN: 'canary', KEPT: 'kept'};
	const logged: string[] = [];
	const outcome = await systemSsh({env, log: (_, line) => logged.push(line)})({...job, ...over});
	return {outcome, logged};
}

test('the script goes in, and what comes out is kept apart, with the exit code', async t => {
	const {outcome} = await withSsh(t, 'cat; echo words >&2; exit 7');
	t.deepEqual(outcome, {exitCode: 7, stdout: 'script\n', stderr: 'words\n', timedOut: false});
});

test('the token is not in the environment of ssh, and everything else is', async t => {
	const {outcome} = await withSsh(t, 'env');
	t.regex(outcome.stdout, /^KEPT=kept$/m);
	t.notRegex(outcome.stdout, /canary|DCOS_ACS_TOKEN/);
});

test('the arguments arrive word for word, and the log has them without the script', async t => {
	const {outcome, logged} = await withSsh(t, `printf '%s\\n' "$@"`);
	t.deepEqual(outcome.stdout.trimEnd().split('\n'), sshArguments(job));
	t.deepEqual(logged, [`ssh ${sshArguments(job).join(' ')}`]);
});

test('an ssh that reads nothing and says nothing is ended at its deadline', async t => {
	const {outcome} = await withSsh(t, 'exec sleep 60', {deadline: 100});
	t.like(outcome, {exitCode: null, stdout: '', timedOut: true});
});

test('what was said before the deadline is kept', async t => {
	const {outcome} = await withSsh(t, 'echo begin; exec sleep 60', {deadline: 500});
	t.like(outcome, {stdout: 'begin\n', timedOut: true});
});

test('an ssh that ends before it has read the script is no failure of ours', async t => {
	const {outcome} = await withSsh(t, 'exec 0<&-; exit 255', {input: 'x'.repeat(1_000_000)});
	t.is(outcome.exitCode, 255);
});

test('ssh is in a process group of its own, so that Ctrl-C in the terminal is ours', async t => {
	const {outcome} = await withSsh(t, 'kill -s 0 -- -$$ && echo leader');
	t.is(outcome.stdout, 'leader\n');
});

test('a machine without ssh is refused with what to install', async t => {
	const run = systemSsh({env: {PATH: '/nonexistent'}, log: () => {}})(job);
	await t.throwsAsync(run, {instanceOf: RefusedError, message: 'there is no ssh on this machine'});
});
