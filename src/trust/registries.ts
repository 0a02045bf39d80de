import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError} from '../errors/errors.ts';
import {escaped} from '../errors/escaped.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {packageName, registryHost, serviceName} from '../registry/naming.ts';

/** Those that were asked for, else those that are installed, else the one that an installation would have. */
export async function serviceNames(wanted: readonly string[], cluster: ClusterApis): Promise<readonly string[]> {
	if (wanted.length > 0) return wanted;
	const installed = await cluster.cosmos.installed(packageName);
	if (installed.length > 0) return installed.map(each => likelyName(each.appId));
	const known = await knownPackage(cluster);
	return [chosenName({wanted: null, options: {}, known})];
}

/** It becomes the name of a directory on every agent. Marathon takes small letters, digits, hyphens, dots and slashes only. */
function likelyName(appId: string): string {
	if (/^\/?[a-z\d]([a-z\d./-]*[a-z\d])?$/.test(appId)) return serviceName(appId);
	throw new RefusedError(`Cosmos lists a registry that cannot have the name of a service: ${escaped(appId)}`, {
		hint: 'name yours with --service-name NAME; dcos package list shows what is installed',
	});
}

/**
 * The registry parts of image names, literally: Docker takes the directory of certs.d with that very name, with the port or
 * without it (measured with Docker 20.10).
 */
export function registriesOf(names: readonly string[]): string[] {
	return [...new Set(names.map(registryHost))].flatMap(host => [host, `${host}:443`]);
}
