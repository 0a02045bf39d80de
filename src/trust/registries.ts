import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {packageName, registryHost, serviceName} from '../registry/naming.ts';

/** Those that were asked for, else those that are installed, else the one that an installation would have. */
export async function serviceNames(wanted: readonly string[], cluster: ClusterApis): Promise<readonly string[]> {
	if (wanted.length > 0) return wanted;
	const installed = await cluster.cosmos.installed(packageName);
	if (installed.length > 0) return installed.map(each => serviceName(each.appId));
	const known = await knownPackage(cluster);
	return [chosenName({wanted: null, options: {}, known})];
}

/**
 * The registry parts of image names, literally: Docker takes the directory of certs.d with that very name, with the port or
 * without it (measured with Docker 20.10).
 */
export function registriesOf(names: readonly string[]): string[] {
	return [...new Set(names.map(registryHost))].flatMap(host => [host, `${host}:443`]);
}
