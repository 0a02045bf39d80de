import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {JsonObject} from '../errors/json.ts';
import {appId, packageName} from './naming.ts';

export type InstalledRegistry = {
	appId: string;
	packageVersion: string;
	/** What it really uses, defaults included; null when Cosmos did not keep it. */
	options: JsonObject | null;
};

/** The registry that runs (or is being started) under this name; null when there is none. */
export async function installedRegistry(cluster: ClusterApis, name: string): Promise<InstalledRegistry | null> {
	const registries = await cluster.cosmos.installed(packageName);
	const found = registries.find(each => each.appId === appId(name));
	if (found === undefined) return null;
	const description = await cluster.cosmos.describeService(found.appId);
	return {appId: found.appId, packageVersion: found.packageVersion, options: description?.resolvedOptions ?? null};
}
