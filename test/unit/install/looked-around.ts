import {preflight} from '../../../src/install/preflight.ts';
import type {InstallRequest} from '../../../src/install/request.ts';
import {request} from './first-findings.ts';
import {installWorld} from './install-world.ts';
import {login, publicKey} from './keys.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';
import {universe} from './package.ts';

type Asked = {traits?: Traits; wish?: Partial<InstallRequest>; options?: string | null};

/** What the preflight finds in such a cluster, with one word for each check, and what was written. */
export async function look({traits, wish, options}: Asked = {}) {
	const {world, cluster, writes} = installWorld({memory: memoryCluster(traits), options});
	const found = await preflight({...request, ...wish}, cluster, world);
	const results = found.checks.map(({name, result}) => `${name}: ${result}`);
	return {...found, results, writes};
}

export const account: Traits = {
	secrets: {'dcos-registry/service-account': login('dcos-registry-account')},
	accounts: {'dcos-registry-account': publicKey},
	acls: {'dcos:adminrouter:ops:ca:rw': ['dcos-registry-account']},
};
const given = {registry: {'service-account-secret-path': 'dcos-registry/service-account'}};
export const complete: Traits = {
	...account,
	services: {'/dcos-registry': {packageVersion: '2.0.0', given}},
	repositories: [{name: 'Registry', uri: 'https://dcos-registry.marathon.l4lb.thisdcos.directory/repo'}, universe],
};
