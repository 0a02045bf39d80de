import type {PluginRun} from '../../support/plugin.ts';
import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

/** Where the bucket's name belongs, and in which region it is. */
export const addressingCauses: Causes = async scene => [
	...(await styles(scene)),
	...(await amazonRegions(scene)),
	...(await regions(scene)),
];

const addressed =
	({t}: Scene, addressing: 'path' | 'host') =>
	({stdout}: PluginRun) =>
		t.is(JSON.parse(stdout).bucket.addressing, addressing);

async function styles(scene: Scene): Promise<Cause[]> {
	const names = ['store.example', 'packages.store.example'];
	const inHost = await scene.store({names, ownNames: ['store.example'], addressing: 'host'});
	const inPath = await scene.store({addressing: 'path'});
	const env = await scene.proxy({resolve: () => ({host: '127.0.0.1', port: inHost.service.port})});
	const endpoint = 'https://store.example';
	const always = inHost.words({endpoint, 'path-style': 'always'});
	const never = inPath.words({bucket: 'b'.repeat(64), 'path-style': 'never'});
	return [
		works('a store that wants the bucket in the host name', [...inHost.words({endpoint}), '--json'], {
			env,
			check: addressed(scene, 'host'),
		}),
		works('a store that wants the bucket in the path', [...inPath.words(), '--json'], {
			check: addressed(scene, 'path'),
		}),
		refused('path style where the store does not take it', always, {env}),
		refused('the bucket in a host name that does not resolve', never),
	];
}

const west = (number: number) => `s3.eu-west-${number}.amazonaws.com`;

/** Two of Amazon's regional endpoints, of which one sends on to the other. */
async function amazonRegions(scene: Scene): Promise<Cause[]> {
	const ownNames = [west(1), west(2)];
	const names = ownNames.flatMap(name => [name, `*.${name}`]);
	const right = await scene.store({region: 'eu-west-1', names, ownNames});
	const wrong = await scene.store({
		region: 'eu-west-2',
		buckets: {packages: {region: 'eu-west-1'}},
		names,
		ownNames,
	});
	const portOf = (host: string) => (host.endsWith(west(2)) ? wrong : right).service.port;
	const env = await scene.proxy({resolve: host => ({host: '127.0.0.1', port: portOf(host)})});
	const endpoint = `https://${west(1)}`;
	const elsewhere = wrong.words({endpoint: `https://${west(2)}`, region: null});
	return [
		works('a proxy on the way to Amazon', [...right.words({endpoint, region: null}), '--json'], {
			env,
			check: addressed(scene, 'host'),
		}),
		refused('an Amazon endpoint of another region', elsewhere, {env}),
		refused('a region that is not that of the Amazon endpoint', right.words({endpoint, region: 'us-west-2'}), {env}),
	];
}

async function regions({store}: Scene): Promise<Cause[]> {
	const own = await store({region: 'eu-central-1', buckets: {packages: {}, far: {region: 'ap-southeast-2'}}});
	return [
		refused('a region that the store is not in', own.words({region: null})),
		refused('a bucket in another region', own.words({bucket: 'far'})),
	];
}
