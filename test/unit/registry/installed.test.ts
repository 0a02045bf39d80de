import test from 'ava';
import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import type {ServiceDescription} from '../../../src/dcos/cosmos.ts';
import {installedRegistry} from '../../../src/registry/installed.ts';

function clusterWith(appIds: readonly string[], description: ServiceDescription | null): ClusterApis {
	const installed = async (packageName: string) => appIds.map(appId => ({appId, packageName, packageVersion: '1.0.0'}));
	return {cosmos: {installed, describeService: async () => description}} as unknown as ClusterApis;
}

const description = {packageVersion: '1.0.0', resolvedOptions: {service: {instances: 2}}};

test('the registry that runs under the name is found with its options', async t => {
	const found = await installedRegistry(clusterWith(['/other', '/my/registry'], description), 'my/registry');
	t.deepEqual(found, {appId: '/my/registry', packageVersion: '1.0.0', options: {service: {instances: 2}}});
});

test('a registry of another name is not taken for it', async t => {
	t.is(await installedRegistry(clusterWith(['/my/registry', '/registry-2'], description), 'registry'), null);
});

test('options that Cosmos did not keep are null', async t => {
	t.is((await installedRegistry(clusterWith(['/registry'], null), 'registry'))?.options, null);
	const without = {packageVersion: '1.0.0', resolvedOptions: null};
	t.is((await installedRegistry(clusterWith(['/registry'], without), 'registry'))?.options, null);
});
