import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {registryOptions} from '../../sandbox/registry-setup.ts';
import type {Sandbox, SandboxOptions} from '../../sandbox/sandbox.ts';
import type {Client} from '../../sandbox/sandbox-client.ts';
import type {Snapshot} from '../../sandbox/snapshot.ts';
import {withSandbox} from '../../sandbox/with-sandbox.ts';
import {isSignalled, runInProcess} from '../../support/in-process.ts';
import {cliEnvironment, type PluginRun, packagedPlugin, runPlugin} from '../../support/plugin.ts';

/** Somebody who installs a registry whose storage is chosen already, in a cluster that can be made new again and again. */
export type Installer = {
	sandbox: Sandbox;
	/** The superuser's, for what is done by hand. */
	client: Client;
	/** Takes the cluster back to the moment before the installation. */
	renew: () => Promise<void>;
	run: (words: readonly string[], more?: More) => Promise<PluginRun>;
	/** What can be compared between clusters and runs: without keys, times and ports, which are new each time. */
	state: () => Promise<object>;
};

type More = {env?: Readonly<Record<string, string>>; killWhen?: Promise<unknown>; interruptWhen?: Promise<unknown>};

const credential = 'dcos-registry/s3-credentials';

export async function withInstaller(
	t: ExecutionContext,
	options: Omit<SandboxOptions, 'directory'> = {},
): Promise<Installer> {
	// not within a run, where others may wait for what it does first
	const binary = await packagedPlugin();
	const {sandbox, client} = await withSandbox(t, {machines: false, ...options});
	const directory = path.join(path.dirname(sandbox.caFile), 'operator');
	await mkdir(directory);
	await writeFile(path.join(directory, 'registry-options.json'), JSON.stringify(registryOptions(sandbox)));
	const keys = await readFile(sandbox.s3.credentialsFile, 'utf8');
	return {
		sandbox,
		client,
		async renew() {
			await sandbox.reset();
			sandbox.secrets.secrets.set(credential, {value: keys});
		},
		async run(words, {env, ...when} = {}) {
			const options = {cwd: directory, env: {...cliEnvironment(sandbox), ...env}, ...when};
			return isSignalled(when) ? runPlugin(binary, words, options) : runInProcess(words, options);
		},
		state: async () => comparable(await sandbox.state(), sandbox),
	};
}

function comparable({secrets, users, apps, ...state}: Snapshot, {s3}: Sandbox): object {
	const text = JSON.stringify({
		...state,
		secrets: Object.keys(secrets).sort(),
		users: Object.entries(users).map(([uid, user]) => [uid, user.description]),
		apps: Object.entries(apps).map(([id, app]) => [id, app.options]),
	});
	return JSON.parse(text.replaceAll(s3.endpoint, 'https://s3')) as object;
}
