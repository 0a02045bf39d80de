import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package, Repository} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {type BrokenRepository, brokenRepository, removalOf} from '../registry/known-package.ts';
import {packageName} from '../registry/naming.ts';
import {type Check, problem, toDo} from './check.ts';
import type {InstallRequest} from './request.ts';

/** Under this name clusters since 1.13 have it from the start. */
const bootstrapName = 'Bootstrap Registry';

/** Where the package comes from. */
export type Offer = {
	/** Those that Cosmos reads, in order of priority. */
	repositories: readonly Repository[];
	/** null when no repository has it (yet). */
	definition: Package | null;
	/** To be added before anything else; null when that is not needed, or would not help. */
	bootstrap: Repository | null;
	/** The one because of which nobody can say what is on offer; null when all answer. */
	broken: BrokenRepository | null;
	/** Empty when the package is there. */
	checks: readonly Check[];
};

/** Finds the package in the cluster's repositories: this version of it, or the newest. */
export async function findOffer(
	{cosmos}: Pick<ClusterApis, 'cosmos'>,
	{packageVersion, bootstrapRepository: uri}: Pick<InstallRequest, 'packageVersion' | 'bootstrapRepository'>,
): Promise<Offer> {
	const repositories = await cosmos.repositories();
	const nothing = {repositories, definition: null, bootstrap: null, broken: null};
	try {
		const definition = await cosmos.describe(packageName, packageVersion ?? undefined);
		if (definition !== null) return {...nothing, definition, checks: []};
		const versions = packageVersion === null ? null : await cosmos.versions(packageName);
		if (packageVersion !== null && versions !== null) {
			return {...nothing, checks: [noSuchVersion(packageVersion, versions)]};
		}
	} catch (error) {
		const broken = error instanceof ApiError ? brokenRepository(error) : null;
		if (broken === null) throw error;
		return {...nothing, broken, checks: []};
	}
	const hindrance = whyNotBootstrap(repositories, uri);
	if (hindrance !== null) return {...nothing, checks: [hindrance]};
	const check = toDo(
		'package',
		`no repository of the cluster has the package ${packageName}; "${bootstrapName}" is to be added: ${uri}`,
	);
	return {...nothing, bootstrap: {name: bootstrapName, uri}, checks: [check]};
}

function noSuchVersion(version: string, versions: readonly string[]): Check {
	const meant = didYouMean(version, versions);
	const known = `the cluster's repositories have: ${[...versions].sort().join(', ')}`;
	return problem(
		'package',
		`no repository of the cluster has ${packageName} in version ${version}`,
		meant === null ? known : `did you mean ${meant}? ${known}`,
	);
}

function whyNotBootstrap(repositories: readonly Repository[], uri: string): Check | null {
	const there = repositories.find(each => each.uri === uri);
	if (there !== undefined) {
		return problem(
			'package',
			`no repository of the cluster has the package ${packageName}, not even "${there.name}" (${uri})`,
			'name a repository that has it with --bootstrap-repo',
		);
	}
	const other = repositories.find(each => each.name === bootstrapName);
	if (other === undefined) return null;
	return problem(
		'package',
		`no repository of the cluster has the package ${packageName}, and "${bootstrapName}" is ${other.uri}, not ${uri}`,
		`if it is not needed: ${removalOf(bootstrapName)}; then run this again`,
	);
}
