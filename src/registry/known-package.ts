import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package} from '../dcos/cosmos.ts';
import type {Version} from '../dcos/metadata.ts';
import {ApiError} from '../errors/api-error.ts';
import {commandLine} from '../errors/command-line.ts';
import {RefusedError, type UserError} from '../errors/errors.ts';
import {isJsonObject, type JsonObject} from '../errors/json.ts';
import {textAt} from '../options/json-path.ts';
import {defaultName} from '../options/schema.ts';
import {serviceIn, shapeOf} from '../options/shape.ts';
import {defaultServiceName, packageName, serviceName} from './naming.ts';

export type KnownPackage = {
	dcosVersion: string;
	/** null when no repository of the cluster has the package, or the version that was asked for. */
	definition: Package | null;
};

/**
 * Refuses clusters that have no such package: open DC/OS and versions before 1.12; and, since nothing can be installed then,
 * those with a package repository that does not answer, unless the caller only looks (`brokenRepository: 'ignore'`).
 */
export async function knownPackage(
	cluster: ClusterApis,
	{packageVersion, brokenRepository = 'refuse'}: {packageVersion?: string; brokenRepository?: 'refuse' | 'ignore'} = {},
): Promise<KnownPackage> {
	const found = await cluster.metadata.version();
	const unsupported = unsupportedRelease(found);
	if (unsupported !== null) throw new RefusedError(`${cluster.url} ${unsupported}`, {hint: supportedReleases});
	const definition = await cluster.cosmos.describe(packageName, packageVersion).catch(error => {
		if (!(error instanceof ApiError)) throw error;
		if (brokenRepository === 'ignore') return null;
		throw refusalOfRepository(error);
	});
	return {dcosVersion: found.version, definition};
}

export const supportedReleases = 'the package registry needs DC/OS Enterprise 1.12 or newer';

/** Behind the cluster's name, e.g. "runs open DC/OS 2.2, which has no package registry"; null for a release that has one. */
export function unsupportedRelease({version, variant}: Version): string | null {
	const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
	const old = Number(major) < 1 || (Number(major) === 1 && Number(minor) < 12);
	if (!old && variant !== 'open') return null;
	return `runs ${old ? '' : 'open '}DC/OS ${version}, which has no package registry`;
}

function refusalOfRepository(error: ApiError): UserError {
	const broken = brokenRepository(error);
	if (broken === null) return error;
	return new RefusedError(brokenRepositoryInWords(broken), {
		details: broken.reason === null ? [] : [`Cosmos says: ${broken.reason}`],
		hint: mendingRepository(broken),
	});
}

export type BrokenRepository = {
	name: string;
	/** null when Cosmos did not say. */
	uri: string | null;
	/** Cosmos' own words; null for none. */
	reason: string | null;
};

/** Cosmos reads every repository for every package command: one that does not answer makes them all fail. null for another failure. */
export function brokenRepository({answer}: ApiError): BrokenRepository | null {
	const {data, serverMessage} = answer;
	const repository = isJsonObject(data) ? (data.repository ?? data.packageRepository ?? null) : null;
	const name = textAt(repository, ['name']);
	return name === null ? null : {name, uri: textAt(repository, ['uri']), reason: serverMessage};
}

export function brokenRepositoryInWords({name, uri}: BrokenRepository): string {
	return `the package repository "${name}" (${uri ?? 'no URI'}) does not answer, so every package command fails`;
}

export function mendingRepository({name}: BrokenRepository): string {
	return `mend it, or take it out: ${removalOf(name)}`;
}

/** The command that takes a package repository out of Cosmos' list. */
export function removalOf(repositoryName: string): string {
	return commandLine(['dcos', 'package', 'repo', 'remove', repositoryName]);
}

type NameSources = {
	/** What the command line or a setting says; null for nothing. */
	wanted: string | null;
	options: JsonObject;
	known: KnownPackage;
};

/** The service's name: what was asked for, else the options file's, else the package's own default, else the version's. */
export function chosenName({wanted, options, known}: NameSources): string {
	const config = known.definition?.config ?? null;
	const inFile = textAt(serviceIn(options, shapeOf(config)).service, ['name']);
	return serviceName(wanted ?? inFile ?? defaultName(config) ?? defaultServiceName(known.dcosVersion));
}
