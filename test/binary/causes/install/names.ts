import {type Causes, refused, works} from '../cause.ts';
import {clientOf} from '../remember-cluster.ts';
import type {Scene} from '../scene.ts';

/** What the Universe has under this name, and Marathon by default. */
export const dockerRegistry = {id: '/registry', labels: {DCOS_PACKAGE_NAME: 'registry'}};

const apps: readonly object[] = [
	{id: '/dcos-registry'},
	dockerRegistry,
	{id: '/web', labels: {DCOS_PACKAGE_NAME: 'nginx'}},
	{id: '/team/a/b'},
	{id: '/proxy', portDefinitions: [{port: 0, labels: {VIP_0: '/packages/front:443'}}]},
];

/** Other apps that have the name already, or one that DC/OS makes the same of. */
export const nameCauses: Causes = async scene => {
	// packages on the disk of an agent, so that no secret has to be where the name says
	await scene.options('{}\n');
	await startApps(scene, apps);
	const named = (name: string) => ['install', '--service-name', name];
	return [
		refused('another app with the name', ['install']),
		refused('an app of another package with the name', named('/web')),
		refused('the Docker registry with the name', named('registry')),
		refused('another app that reads the same in the DNS', named('team/ab')),
		refused('a virtual IP that reads the same in the DNS', named('/packagesfront')),
		works('apps with other names', [...named('/team/registry'), '--no-wait']),
	];
};

export async function startApps({operator: {sandbox}, t}: Scene, definitions: readonly object[]): Promise<void> {
	const client = await clientOf(sandbox);
	for (const definition of definitions) {
		const app = {cmd: 'sleep 3600', cpus: 0.1, mem: 32, ...definition};
		const {status, text} = await client('POST', '/service/marathon/v2/apps', app);
		t.is(status, 201, text);
	}
}
