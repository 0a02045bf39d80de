import {join} from 'node:path';
import {type PackageDefinition, readPackageDefinition} from './cosmos/package-definition.ts';
import type {Repository} from './cosmos/repositories.ts';
import {isSince} from './dcos-release.ts';

/** A package repository that answers, whether Cosmos' list has it or not; its packages are named by their directories. */
export type PackageRepository = Repository & {packages: string[]};

const universe = {name: 'Universe', uri: 'https://universe.mesosphere.com/repo'};

/** The read-only repository on the masters; it came with the package registry, in DC/OS 1.12. */
const bootstrap = {name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'};

/** The repositories that the masters of a version can reach. */
export function repositoriesFor(version: string): PackageRepository[] {
	const hello = {...universe, packages: ['hello-dcos']};
	const registry = isSince(version, '1.13') ? 'package-registry' : 'package-registry-1-12';
	return isSince(version, '1.12') ? [hello, {...bootstrap, packages: [registry]}] : [hello];
}

/** Cosmos' list in a new cluster: before 1.13 the operator had to add the bootstrap repository. */
export function defaultRepositories(version: string): Repository[] {
	return isSince(version, '1.13') ? [universe, bootstrap] : [universe];
}

export function readPackages({packages}: PackageRepository): Promise<PackageDefinition[]> {
	return Promise.all(packages.map(name => readPackageDefinition(join(import.meta.dirname, name))));
}
