import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {ApiError} from '../errors/api-error.ts';
import {type InstalledPackage, packageInLabels, packageNameLabel} from './installed-labels.ts';
import {appId, packageName} from './naming.ts';

export type InstalledRegistry = InstalledPackage & {appId: string};

type Cluster = Pick<ClusterApis, 'cosmos' | 'marathon'>;

/**
 * The registry that runs (or is being started) under this name; null when there is none. Cosmos is asked first, and
 * where it cannot tell, the labels of the app in Marathon. Throws a LoginError where either refuses the user.
 */
export async function installedRegistry(cluster: Cluster, name: string): Promise<InstalledRegistry | null> {
	const id = appId(name);
	const listed = await unlessCosmosFails(cluster.cosmos.installed(packageName));
	if (listed === null) return registryInMarathon(cluster, id);
	return listed.some(each => each.appId === id) ? registryAt(cluster, id) : null;
}

/** Every package registry of the cluster, whatever its name: no two of them may keep their packages in one place. */
export async function installedRegistries(cluster: Cluster): Promise<readonly InstalledRegistry[]> {
	const listed = await unlessCosmosFails(cluster.cosmos.installed(packageName));
	const registries =
		listed === null
			? (await cluster.marathon.labelled(packageNameLabel, packageName)).map(registryFrom)
			: await Promise.all(listed.map(each => registryAt(cluster, each.appId)));
	return registries.filter(each => each !== null);
}

async function registryAt(cluster: Cluster, id: string): Promise<InstalledRegistry | null> {
	const description = await unlessCosmosFails(cluster.cosmos.describeService(id));
	if (description === null || description.resolvedOptions === null) return registryInMarathon(cluster, id);
	const {packageVersion, resolvedOptions: options, givenOptions: given, config} = description;
	return {appId: id, packageVersion, options, given, config};
}

async function registryInMarathon({marathon}: Cluster, id: string): Promise<InstalledRegistry | null> {
	const app = await marathon.app(id);
	return app && registryFrom(app);
}

type LabelledApp = {id: string; labels: Readonly<Record<string, string>>};

function registryFrom({id, labels}: LabelledApp): InstalledRegistry | null {
	const found = packageInLabels(labels);
	return found && {appId: id, ...found};
}

/**
 * null when Cosmos answered with an error: describing a service takes every repository, and one that does not answer
 * makes it fail; listing fails as a whole for one app with a label that Cosmos cannot read.
 */
async function unlessCosmosFails<T>(answer: Promise<T>): Promise<T | null> {
	return answer.catch(error => {
		if (error instanceof ApiError) return null;
		throw error;
	});
}
