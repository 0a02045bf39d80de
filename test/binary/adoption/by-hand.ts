import {readFile} from 'node:fs/promises';
import {eventually} from '../../sandbox/eventually.ts';
import {installRegistry, makeAccount, nestedRegistryOptions, registryOptions} from '../../sandbox/registry-setup.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import type {Client} from '../../sandbox/sandbox-client.ts';
import {publishedSampleMended} from '../../support/published-options.ts';
import type {AtShell} from '../at-shell.ts';

/** How somebody has installed a registry without this plugin. */
export type Recipe = {
	of: string;
	/** Where the account's key is, and whose it is. */
	account: {uid: string; secret: string};
	/** Where the keys of the store are; null for none. */
	credential: {secret: string; kind: 'text' | 'file'} | null;
	options: (sandbox: Sandbox) => object;
	/** Flags that wish for just that. */
	flags: readonly string[];
};

export const stepByStep: Recipe = {
	of: 'step by step over the APIs',
	account: {uid: 'dcos-registry-account', secret: 'dcos-registry/service-account'},
	credential: {secret: 'dcos-registry/s3-credentials', kind: 'text'},
	options: registryOptions,
	flags: ['--instances', '2', '--service-name', '/dcos-registry'],
};

/** With the commands and the options file of the documentation of 1.13 to 2.2. */
export const asPublished: Recipe = {
	of: 'as the documentation tells',
	account: {uid: 'registry-account', secret: 'registry-private-key'},
	credential: {secret: 'dcos-registry-s3-credential-file', kind: 'file'},
	options: sandbox => JSON.parse(forSandbox(publishedSampleMended, sandbox)),
	flags: ['--service-account', 'registry-account', '--service-account-secret', 'registry-private-key'],
};

/** Of the official plugin's command the name of the secret is known; without options the packages are on one agent's disk. */
export const activated: Recipe = {
	of: 'with dcos registry activate',
	account: {uid: 'dcos-registry', secret: 'dcos-registry-secret'},
	credential: null,
	options: () => ({registry: {'service-account-secret-path': 'dcos-registry-secret'}}),
	flags: ['--instances', '1', '--service-account', 'dcos-registry'],
};

/** The same as `stepByStep`, with the package of 1.12. */
export const nested: Recipe = {
	of: 'on 1.12',
	account: {uid: 'registry-account', secret: 'registry/service-account'},
	credential: {secret: 'registry/s3-credentials', kind: 'text'},
	options: nestedRegistryOptions,
	flags: ['--instances', '2', '--service-name', 'registry'],
};

/** A published options file with the sandbox's bucket. */
export function forSandbox(published: string, {s3}: Sandbox): string {
	return published.replace('my-bucket', s3.bucket).replace('https://s3.us-east-1.amazonaws.com', s3.endpoint);
}

/** In 1.12 somebody has to add it. */
export const bootstrap = {name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'};

/** Makes the cluster new and installs a registry in it by hand, which is healthy when this resolves. */
export async function installByHand(
	{sandbox, client}: AtShell,
	recipe: Recipe,
	packageVersion?: string,
): Promise<void> {
	await sandbox.reset();
	if (!sandbox.repositories().some(({uri}) => uri === bootstrap.uri)) sandbox.putRepository(bootstrap);
	await makeAccount(client, recipe.account);
	if (recipe.credential !== null) await storeKeys(client, sandbox, recipe.credential);
	const {status, text} = await installRegistry(client, recipe.options(sandbox), packageVersion);
	if (status !== 200) throw new Error(text);
	await eventually('healthy', async () => [...sandbox.apps.values()].every(({deployment}) => deployment === undefined));
}

/** `dcos security secrets create` stores a text with --text-file, and a file with --file. */
async function storeKeys(
	client: Client,
	{s3}: Sandbox,
	{secret, kind}: NonNullable<Recipe['credential']>,
): Promise<void> {
	const keys = await readFile(s3.credentialsFile);
	const body = kind === 'file' ? keys : {value: keys.toString('utf8')};
	const headers: Record<string, string> = kind === 'file' ? {'content-type': 'application/octet-stream'} : {};
	await client('PUT', `/secrets/v1/secret/default/${secret}`, body, headers);
}
