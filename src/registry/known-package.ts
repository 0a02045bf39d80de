import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
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
	const {version, variant} = await cluster.metadata.version();
	const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
	const old = Number(major) < 1 || (Number(major) === 1 && Number(minor) < 12);
	if (old || variant === 'open') {
		const what = old ? `DC/OS ${version}` : `open DC/OS ${version}`;
		throw new RefusedError(`${cluster.url} runs ${what}, which has no package registry`, {
			hint: 'the package registry needs DC/OS Enterprise 1.12 or newer',
		});
	}
	const definition = await cluster.cosmos.describe(packageName, packageVersion).catch(error => {
		if (!(error instanceof ApiError)) throw error;
		if (brokenRepository === 'ignore') return null;
		throw refusalOfRepository(error);
	});
	return {dcosVersion: version, definition};
}

/** Cosmos reads every repository for every package command: one that does not answer makes them all fail. */
function refusalOfRepository(error: ApiError): UserError {
	const {data} = error.answer;
	const repository = isJsonObject(data) ? (data.repository ?? data.packageRepository ?? null) : null;
	const [name, uri] = [textAt(repository, ['name']), textAt(repository, ['uri'])];
	if (name === null) return error;
	const what = `the package repository "${name}" (${uri ?? 'no URI'}) does not answer`;
	return new RefusedError(`${what}, so every package command fails`, {
		details: error.answer.serverMessage === null ? [] : [`Cosmos says: ${error.answer.serverMessage}`],
		hint: `mend it, or take it out: dcos package repo remove "${name}"`,
	});
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
