import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {ListedApp} from '../dcos/marathon-app.ts';
import {installedRegistry} from '../registry/installed.ts';
import {packageNameLabel} from '../registry/installed-labels.ts';
import {appId, packageName, registryHost} from '../registry/naming.ts';
import {asProblem, type Check, ok, problem} from './check.ts';

const hint = 'choose another name with --service-name';

/**
 * Whether the name is free: as the id of an app, and as a name in the cluster's DNS, where DC/OS drops every slash, so that
 * /a/bc and /ab/c are one. For a registry that was not there when it was looked for: one that is found now has been installed by
 * somebody else meanwhile, which the installation itself understands, whether theirs is the same or another.
 */
export async function checkName(cluster: Pick<ClusterApis, 'cosmos' | 'marathon'>, service: string): Promise<Check> {
	const apps = await cluster.marathon.apps().catch(asProblem('name'));
	if ('result' in apps) return apps;
	const id = appId(service);
	const same = apps.find(each => each.id === id);
	if (same !== undefined) return (await isNewRegistry(cluster, service, same)) ? theirs(id) : taken(id, same);
	const host = registryHost(service);
	const namesake = apps.find(each => hostsOf(each).includes(host));
	if (namesake === undefined) return ok('name', `${id}, reached at ${host}`);
	return problem(
		'name',
		`${namesake.id}${packageOf(namesake)} has the name ${host} in the cluster's DNS already`,
		hint,
	);
}

/** An app with the package's label alone is none: Cosmos would refuse to install beside it, after everything else was made. */
async function isNewRegistry(
	cluster: Pick<ClusterApis, 'cosmos' | 'marathon'>,
	service: string,
	{labels}: ListedApp,
): Promise<boolean> {
	return labels[packageNameLabel] === packageName && (await installedRegistry(cluster, service)) !== null;
}

function theirs(id: string): Check {
	return ok('name', `${id}, which somebody else is installing just now`);
}

function taken(id: string, app: ListedApp): Check {
	return problem('name', `another service has the name ${id}${packageOf(app)}`, hint);
}

function packageOf({labels}: ListedApp): string {
	const name = labels[packageNameLabel];
	if (name === 'registry') return ' (the Docker registry of the Universe, package "registry")';
	return name === undefined ? '' : ` (package "${name}")`;
}

/** An app without virtual IPs may get some: its id counts too. */
function hostsOf({id, virtualIps}: ListedApp): string[] {
	return [id, ...virtualIps].map(registryHost);
}
