import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {filesBelow, secretsIn, secretsOf} from '../binary/canaries.ts';
import {installRegistry, prepareRegistry, registryOptions} from '../sandbox/registry-setup.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import type {Client} from '../sandbox/sandbox-client.ts';
import {writeExecutables} from '../support/executables.ts';
import {runInProcess} from '../support/in-process.ts';
import {cliEnvironment} from '../support/plugin.ts';
import {bareIn} from './bare-in.ts';
import {echoingServer} from './echoing-server.ts';
import {type Dice, dice, hostileWord, made, marker} from './hostile.ts';
import type {ServerBefore} from './server-before.ts';

/** Where worlds are made. */
export type Place = {sandbox: Sandbox; client: Client; directory: string};

const urlPassword = 'canary-url-password';

/** The marker alone is a host name, that of an agent or as ssh passes it on. */
const hostName = new RegExp(`^(?:${marker}|\\[${marker}\\]:22)$`);

/** What one command did wrong in a world that the seed makes hostile, in words; empty where it did nothing wrong. */
export async function hostileRun(seed: number, {sandbox, client, directory}: Place): Promise<readonly string[]> {
	const chosen = dice(seed);
	await sandbox.reset();
	const home = path.join(directory, `seed-${seed}`);
	await mkdir(home, {recursive: true});
	if (chosen.chance(0.5)) {
		await prepareRegistry(client, sandbox);
		await installRegistry(client, registryOptions(sandbox));
	}
	renameAgents(sandbox, chosen);
	const cluster = await echoingServer(sandbox, sandbox.url, chosen);
	const store = await echoingServer(sandbox, sandbox.s3.endpoint, chosen);
	try {
		const words = await commandLineOf(chosen, {sandbox, home, store});
		const env = await environmentOf(chosen, {sandbox, home, cluster});
		const {stdout, stderr} = await runInProcess(words, {cwd: home, env});
		const faults = await faultsIn({stdout, stderr, cluster, store, home, sandbox});
		return faults.map(fault => `seed ${seed}: ${fault}\n\t${JSON.stringify(words)}`);
	} finally {
		await cluster.stop();
		await store.stop();
	}
}

function renameAgents({mesosAgents}: Sandbox, chosen: Dice): void {
	for (const agent of mesosAgents) {
		if (chosen.chance(0.3)) agent.ip = hostileWord(chosen);
		if (chosen.chance(0.3)) agent.hostname = hostileWord(chosen);
		if (chosen.chance(0.2)) agent.id = hostileWord(chosen);
	}
}

type Around = {sandbox: Sandbox; home: string};

async function commandLineOf(chosen: Dice, {sandbox, home, store}: Around & {store: ServerBefore}): Promise<string[]> {
	const {s3, caFile, sshConfig} = sandbox;
	const credentials = path.join(home, 'credentials');
	await writeFile(credentials, credentialsWith(await readFile(s3.credentialsFile, 'utf8'), chosen), {mode: 0o600});
	const options = JSON.stringify({...registryOptions(sandbox)}, (_name, value: unknown) =>
		typeof value === 'string' && chosen.chance(0.1) ? hostileWord(chosen).replaceAll('\0', '') : value,
	);
	await writeFile(path.join(home, 'registry-options.json'), options.replaceAll(s3.endpoint, store.url));
	const bucket = ['--bucket', 'packages', '--path', 'a/b', '--endpoint', store.url, '--endpoint-ca', caFile];
	const ssh = ['--config-file', sshConfig, '--agent-timeout', '5s', '--log-dir', 'logs', '--not-installed-yet'];
	const words = chosen.pick([
		['storage', 's3', ...bucket, '--credentials', credentials, '--profile', 'registry', '--yes'],
		['storage', 'show'],
		['storage', 'verify', '--endpoint-ca', caFile],
		['storage', 'volume', '--container-path', 'x', '--pinned-hostname', 'agent-1.sandbo', '--yes'],
		['install', '--check'],
		['install', '--dry-run'],
		['install', '--yes', '--no-wait'],
		['install', '--yes', '--atomic', '--timeout', '1s'],
		['trust-agents', ...ssh, '--check'],
		['trust-agents', ...ssh, '--yes', '--restart', 'never'],
		['trust-agents', ...ssh, '--yes', '--restart', 'always', '--batch', '100%'],
		['trust-agents', ...ssh, '--master-proxy', '--check'],
		['trust-agents', ...ssh, '--agent', 'agent-1.sandbo', '--check'],
	]);
	const more = [['-vv'], ['-v'], [], [], ['--json'], ['--events', 'events'], ['--quiet']] as const;
	return [...words, ...chosen.pick(more)];
}

/** The id and the secret in each other's place, for some. */
function credentialsWith(text: string, {chance}: Dice): string {
	if (!chance(0.15)) return text;
	return text.replaceAll(/(aws_access_key_id = )(.*)\n(aws_secret_access_key = )(.*)/g, '$1$4\n$3$2');
}

async function environmentOf(chosen: Dice, {sandbox, home, cluster}: Around & {cluster: ServerBefore}) {
	const ssh = `#!/bin/sh\nfor word; do printf '%s\\0' "$word"; done >>'${home}/words'\nexec /usr/bin/ssh "$@"\n`;
	await mkdir(path.join(home, 'bin'));
	await writeExecutables(path.join(home, 'bin'), {ssh});
	const url = chosen.chance(0.2) ? cluster.url.replace('//', `//operator:${urlPassword}@`) : cluster.url;
	const more: Record<string, string> = {};
	const hostile = () => hostileWord(chosen).replaceAll('\0', '');
	for (const name of [
		'AWS_PROFILE',
		'AWS_SHARED_CREDENTIALS_FILE',
		'DCOS_VERBOSITY',
		'DCOS_TIMEOUT',
		'DCOS_REGISTRY_REGION',
	])
		if (chosen.chance(0.05)) more[name] = hostile();
	for (const name of [
		'SERVICE-NAME',
		'PROXY-IP',
		'AGENT',
		'USER',
		'SECRET',
		'SERVICE-ACCOUNT',
		'REPO-NAME',
		'OPTIONS',
		'PROFILE',
	])
		if (chosen.chance(0.03)) more[`DCOS_REGISTRY_${name}`] = hostile();
	if (chosen.chance(0.1))
		more.HTTPS_PROXY = chosen.pick([`http://u:${urlPassword}@127.0.0.1:9`, `u:a/${urlPassword}@x`, hostile()]);
	return {
		...cliEnvironment(sandbox),
		DCOS_URL: url,
		DCOS_TIMEOUT: '5',
		PATH: `${home}/bin:${process.env.PATH}`,
		...more,
	};
}

type Ended = Around & {stdout: string; stderr: string; cluster: ServerBefore; store: ServerBefore};

async function faultsIn({stdout, stderr, cluster, store, home, sandbox}: Ended): Promise<readonly string[]> {
	const credentials = await readFile(sandbox.s3.credentialsFile, 'utf8');
	const secrets = new Map([...secretsOf(sandbox, credentials), ['the password of a URL', urlPassword]]);
	const leaks = (where: string, text: string) =>
		secretsIn(text, secrets).map(what => `${what} is in ${where}: ${lineWith(text, secrets.get(what) ?? '')}`);
	const files = [...(await filesBelow(home))].filter(
		([file]) => !/\/(?:credentials|bin\/ssh|registry-options\.json)$/.test(file),
	);
	const sshWords = (await readFile(path.join(home, 'words'), 'utf8').catch(() => '')).split('\0');
	const ran = (await readdir(home)).filter(name => name.startsWith(made));
	return [
		...leaks('stdout', stdout),
		...leaks('stderr', stderr),
		...files.flatMap(([file, text]) => leaks(path.relative(home, file), text)),
		...ran.map(name => `something ran: ${name}`),
		...sshWords
			.filter((word, index) => word.includes(marker) && !hostName.test(word) && sshWords[index - 1] !== '-l')
			.map(word => `ssh was given ${JSON.stringify(word)}`),
		...[...cluster.asked, ...store.asked].filter(isElsewhere).map(url => `${url} was asked for`),
		...bareIn(`${stdout}\n${stderr}`).map(line => `a bare word is in a command: ${line}`),
	];
}

function lineWith(text: string, value: string): string {
	return JSON.stringify(
		text
			.split('\n')
			.find(line => line.includes(value))
			?.slice(0, 300) ?? 'in another form',
	);
}

/** Everything else would be a place that nobody has chosen. */
function isElsewhere(url: string): boolean {
	const [asked = ''] = url.split('?');
	const known =
		/^\/(?:acs\/api\/v1|secrets\/v1|package|cosmos|service\/marathon\/v2|mesos|dcos-metadata|metadata|ca|a\/b)(?:\/|$)|^\/(?:[\w.-]+(?:\/|$))?/;
	return !known.test(asked) || asked.split('/').some(segment => /^(?:\.|%2e){1,2}$/i.test(segment));
}
