import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {commandLine} from '../../src/errors/command-line.ts';
import {sudoPassword} from '../sandbox/agents/agents.ts';
import {writeExecutables} from '../support/executables.ts';
import {cliEnvironment, packagedPlugin, runPlugin} from '../support/plugin.ts';
import {filesBelow, secretsIn, secretsOf} from './canaries.ts';
import {withOperator} from './operator.ts';
import {withTruster} from './trust/truster.ts';

/** What can carry a text out of a process: its children's argv and environment, the names of files, and what is written. */
const calls = 'execve,open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg';
const proxyPassword = 'canary-proxy-password';

test.serial('strace sees no secret in any argument, environment, file name or write of any command at -vv', async t => {
	const operator = await withOperator(t);
	const {sandbox, directory, storage, ssh} = operator;
	const plugin = await tracing(directory, await packagedPlugin());
	// this machine is never reached through it, and yet it could be told
	const env = {...cliEnvironment(sandbox), HTTPS_PROXY: `http://operator:${proxyPassword}@proxy.example:3128`};
	const commands = [
		[...storage],
		['storage', 'show'],
		['storage', 'verify', ...storage.slice(8, 10)],
		['install', '--dry-run'],
		['install', '--yes'],
		['trust-agents', ...ssh, '--yes'],
		['trust-agents', ...ssh, '--check'],
	];
	const said: string[] = [];
	for (const words of commands) {
		const {exitCode, stdout, stderr} = await runPlugin(plugin, [...words, '-vv'], {cwd: directory, env});
		t.is(exitCode, 0, `${words.join(' ')}\n${stderr}`);
		said.push(stdout, stderr);
	}
	const secrets = secretsOf(sandbox, await readFile(sandbox.s3.credentialsFile, 'utf8'));
	t.true(secrets.size > 20);
	const traces = await tracesIn(directory);
	t.is(traces.length, commands.length);
	const lines = traces.flatMap(([first = '', ...rest]) => {
		t.true(secretsIn(first, secrets).includes('the token'), 'the start of the plugin is seen, with its environment');
		return rest;
	});
	t.true(
		lines.some(line => line.includes('execve(') && line.includes('"-T"')),
		'the start of ssh is seen',
	);
	t.true(
		lines.some(line => /\bp?write.*credential-secret-path/.test(line)),
		'what goes into files is seen',
	);
	t.deepEqual(
		lines.filter(line => secretsIn(line, secrets).length > 0),
		[],
	);
	// the environment that ssh inherits is the user's own: his ProxyCommand may need the proxy
	const withoutEnvironment = lines.map(line => (line.includes('execve(') ? (line.split('], [')[0] ?? '') : line));
	const everywhere = new Map([...secrets, ['the password of the proxy', proxyPassword]]);
	t.deepEqual(
		withoutEnvironment.filter(line => secretsIn(line, everywhere).length > 0),
		[],
	);
	t.regex(said.join(''), /^> authorization: \[redacted\]$/m, '-vv shows the requests');
	t.deepEqual(secretsIn(said.join(''), everywhere), []);
	for (const [file, text] of await filesBelow(directory)) {
		if (!isTrace(file)) t.deepEqual(secretsIn(text, everywhere), [], file);
	}
});

test.serial('strace sees the password of sudo in the pipes to those who ask for it, and nowhere else', async t => {
	const truster = await withTruster(t, {agents: 2, publicAgents: 0});
	const {directory, sandbox, ssh} = truster;
	await truster.agent(1).setFault('sudo-asks');
	const plugin = await tracing(directory, await packagedPlugin());
	const words = [plugin, 'registry', 'trust-agents', ...ssh, '--yes', '--ask-sudo-password', '-vv'];
	const {PATH = ''} = process.env;
	const running = execa('script', ['--quiet', '--return', '--flush', '--command', commandLine(words), '/dev/null'], {
		cwd: directory,
		env: {PATH, HOME: directory, LANG: 'C.UTF-8', TERM: 'xterm', SHELL: '/bin/sh', ...cliEnvironment(sandbox)},
		extendEnv: false,
		reject: false,
		timeout: 60_000,
		stdin: 'pipe',
	});
	const asked = Promise.withResolvers<void>();
	running.stdout.on('data', chunk => {
		if (String(chunk).includes('Password for sudo')) asked.resolve();
	});
	await Promise.race([asked.promise, running]);
	running.stdin.write(`${sudoPassword}\r`);
	const {exitCode, stdout} = await running;
	t.is(exitCode, 0, stdout);
	t.false(stdout.includes(sudoPassword));
	const seen = (await tracesIn(directory)).flat().filter(line => line.includes(sudoPassword));
	t.true(seen.length > 0, 'what goes to sudo is seen');
	t.deepEqual(
		seen.filter(line => !/\bwritev?\(\d+<(?:pipe|socket|UNIX)[^>]*>/.test(line)),
		[],
	);
});

const isTrace = (file: string) => path.basename(file).startsWith('trace.');

/** A program that runs the plugin under strace, and leaves a file for each run. */
async function tracing(directory: string, binary: string): Promise<string> {
	const strace = `strace -f -qq -v -y -s 4096 -e signal=none -e trace=${calls} -o '${directory}/trace.'$$`;
	await writeExecutables(directory, {traced: `#!/bin/sh\nexec ${strace} '${binary}' "$@"\n`});
	return path.join(directory, 'traced');
}

/** The lines of every run. */
async function tracesIn(directory: string): Promise<string[][]> {
	const files = (await readdir(directory)).filter(isTrace);
	return Promise.all(files.map(async file => (await readFile(path.join(directory, file), 'latin1')).split('\n')));
}
