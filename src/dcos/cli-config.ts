import {join, resolve} from 'node:path';
import {parse} from 'smol-toml';
import {withoutEndSlashes} from '../errors/end-slashes.ts';
import type {Environment, Files} from '../world.ts';

/** What the CLI's configuration of the attached cluster says of SSH; null for what is not set. The CLI does not hand these over. */
export type SshDefaults = {user: string | null; proxyIp: string | null};

/** What the attached cluster's dcos.toml says; where there is none, nothing is set. */
export async function sshDefaults(env: Environment, files: Files): Promise<SshDefaults> {
	const config = await attachedCluster(env, files);
	return {user: config?.user ?? null, proxyIp: config?.proxyIp ?? null};
}

/**
 * The absolute path of the directory in which the CLI keeps the attached cluster, its plugins included; null where it has none for
 * DCOS_URL or, without that, none that is attached.
 */
export async function clusterDirectory(env: Environment, files: Files): Promise<string | null> {
	return (await attachedCluster(env, files))?.directory ?? null;
}

/**
 * Finds the attached cluster by the URL that the CLI handed over. Several clusters can have one URL: then the one that
 * DCOS_CLUSTER names or that is marked as attached. Without an URL, by the rules of the CLI itself.
 */
async function attachedCluster(env: Environment, files: Files): Promise<Config | null> {
	const directory = join(resolve(env.DCOS_DIR ?? join(files.home, '.dcos')), 'clusters');
	const ids = await files.list(directory);
	const read = await Promise.all(ids.map(id => readConfig(join(directory, id), id, files)));
	const configured = read.filter(each => each !== null);
	if (!env.DCOS_URL) return currentOf(configured, env.DCOS_CLUSTER);
	const url = withoutEndSlashes(env.DCOS_URL);
	const matching = configured.filter(each => each.url === url);
	return named(matching, env.DCOS_CLUSTER)[0] ?? matching.find(each => each.attached) ?? matching[0] ?? null;
}

/** Current and Find of dcos-cli pkg/config/manager.go; null where several could be meant. */
function currentOf(configured: readonly Config[], name: string | undefined): Config | null {
	if (name !== undefined) return onlyOne(named(configured, name));
	return onlyOne(configured) ?? onlyOne(configured.filter(each => each.attached));
}

/** The one with this id, else those with this name. */
function named(configured: readonly Config[], name: string | undefined): readonly Config[] {
	const byId = configured.filter(each => each.id === name);
	return byId.length > 0 ? byId : configured.filter(each => each.name !== null && each.name === name);
}

function onlyOne(matching: readonly Config[]): Config | null {
	return matching.length === 1 ? (matching[0] ?? null) : null;
}

type Config = {
	directory: string;
	id: string;
	name: string | null;
	url: string | null;
	attached: boolean;
	user: string | null;
	proxyIp: string | null;
};

async function readConfig(directory: string, id: string, files: Files): Promise<Config | null> {
	const path = join(directory, 'dcos.toml');
	const text = await files.read(path);
	if (text === null) return null;
	const tables = tablesIn(text.toString('utf8'));
	if (tables === null) return null;
	const {core, cluster} = tables;
	const url = textOf(core?.dcos_url);
	return {
		directory,
		id,
		name: textOf(cluster?.name),
		url: url === null ? null : withoutEndSlashes(url),
		attached: (await files.read(join(directory, 'attached'))) !== null,
		user: textOf(core?.ssh_user),
		proxyIp: textOf(core?.ssh_proxy_ip),
	};
}

/** null when it is not TOML: the attached cluster's file is, or the CLI would not have come this far. */
function tablesIn(text: string): {core?: Record<string, unknown>; cluster?: Record<string, unknown>} | null {
	try {
		return parse(text);
	} catch {
		return null;
	}
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
