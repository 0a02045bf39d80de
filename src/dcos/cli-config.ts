import {join} from 'node:path';
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

/** The directory in which the CLI keeps the attached cluster, its plugins included; null where it has none for DCOS_URL. */
export async function clusterDirectory(env: Environment, files: Files): Promise<string | null> {
	return (await attachedCluster(env, files))?.directory ?? null;
}

/**
 * Finds the attached cluster by the URL that the CLI handed over. Several clusters can have one URL: then the one that
 * DCOS_CLUSTER names or that is marked as attached.
 */
async function attachedCluster(env: Environment, files: Files): Promise<Config | null> {
	const directory = join(env.DCOS_DIR ?? join(files.home, '.dcos'), 'clusters');
	const ids = await files.list(directory);
	const configured = await Promise.all(ids.map(id => readConfig(join(directory, id), id, files)));
	const url = env.DCOS_URL && withoutEndSlashes(env.DCOS_URL);
	const matching = configured.filter(each => each !== null && each.url !== null && each.url === url);
	return (
		matching.find(each => each?.id === env.DCOS_CLUSTER || each?.name === env.DCOS_CLUSTER) ??
		matching.find(each => each?.attached) ??
		matching[0] ??
		null
	);
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
