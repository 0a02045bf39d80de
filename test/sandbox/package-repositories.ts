import {join} from 'node:path';
import {type PackageDefinition, readPackageDefinition} from './cosmos/package-definition.ts';
import type {Repository} from './cosmos/repositories.ts';
import {isSince} from './dcos-release.ts';
import type {ClusterFacts} from './metadata.ts';

/** A release of a package: what its directory holds, with other values where the release differs from that. */
export type PackageRelease = {directory: string; differs?: Partial<PackageDefinition>};

/** A package repository that answers, whether Cosmos' list has it or not. */
export type PackageRepository = Repository & {packages: PackageRelease[]};

type Release = Pick<ClusterFacts, 'version' | 'variant'>;

const universe = {name: 'Universe', uri: 'https://universe.mesosphere.com/repo'};

/** The read-only repository on the masters; it came with the package registry, in DC/OS Enterprise 1.12. */
const bootstrap = {name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'};

const older = {version: '0.4.1', releaseVersion: 401, upgradesFrom: [], downgradesTo: []};

/** The repositories that the masters can reach. */
export function repositoriesFor({version, variant}: Release): PackageRepository[] {
	const hello = {...universe, packages: [{directory: 'hello-dcos'}]};
	if (variant === 'open' || !isSince(version, '1.12')) return [hello];
	const packages = isSince(version, '1.13')
		? [{directory: 'package-registry'}, {directory: 'package-registry', differs: older}]
		: [{directory: 'package-registry-1-12'}];
	return [hello, {...bootstrap, packages}];
}

/** Cosmos' list in a new cluster: before 1.13 the operator had to add the bootstrap repository. */
export function defaultRepositories({version, variant}: Release): Repository[] {
	return variant === 'enterprise' && isSince(version, '1.13') ? [universe, bootstrap] : [universe];
}

export function readPackages({packages}: PackageRepository): Promise<PackageDefinition[]> {
	return Promise.all(packages.map(readRelease));
}

async function readRelease({directory, differs}: PackageRelease): Promise<PackageDefinition> {
	return {...(await readPackageDefinition(join(import.meta.dirname, directory))), ...differs};
}
