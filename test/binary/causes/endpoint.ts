import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

/** What people write as an endpoint. */
export const endpointCauses: Causes = async scene => [
	...impossible(scene),
	...(await misleading(scene)),
	...(await unencrypted(scene)),
];

function impossible({s3, operator}: Scene): Cause[] {
	const {endpoint} = operator.sandbox.s3;
	const endpoints = {
		'an endpoint without a scheme': 'localhost:9000',
		'an endpoint with a doubled scheme': `https://${endpoint}`,
		'an endpoint with another scheme': 's3://packages/dcos',
		'an endpoint with a query': `${endpoint}/?list-type=2`,
		'an endpoint with a user and password': endpoint.replace('https://', 'https://AKIAEXAMPLE:canary-password@'),
		'an Amazon endpoint with the bucket in its name': 'https://packages.s3.us-east-1.amazonaws.com',
		'an Amazon endpoint with a path': 'https://s3.us-east-1.amazonaws.com/packages',
	};
	return Object.entries(endpoints).map(([of, each]) => refused(of, s3({endpoint: each}), {exitCode: 2}));
}

async function misleading({t, s3, operator, store, proxy}: Scene): Promise<Cause[]> {
	const {endpoint, service} = operator.sandbox.s3;
	const named = await store({names: ['packages.store.example'], ownNames: ['store.example']});
	const env = await proxy({resolve: () => ({host: '127.0.0.1', port: named.service.port})});
	const page = {kind: 'page', status: 200, html: '<html><title>Console</title></html>'} as const;
	return [
		refused('an endpoint with a path', s3({endpoint: `${endpoint}/minio`})),
		refused('an endpoint with the bucket as its path', s3({endpoint: `${endpoint}/packages`})),
		refused('an endpoint with the bucket in its name', named.words({endpoint: 'https://packages.store.example'}), {
			env,
		}),
		refused('an endpoint that is a web page', s3(), {before: () => service.faults.fail('*', page)}),
		works('an endpoint with slashes at its end', [...s3({endpoint: `${endpoint}///`}), '--json'], {
			check: ({stdout}) => t.is(JSON.parse(stdout).options.registry.s3.endpoint, endpoint),
		}),
	];
}

async function unencrypted({store}: Scene): Promise<Cause[]> {
	const plain = await store({names: null});
	const asTls = plain.service.endpoint.replace('http', 'https');
	return [
		refused('plain HTTP that nobody agreed to', plain.words(), {exitCode: 2}),
		refused('TLS asked of plain HTTP', plain.words({endpoint: asTls})),
		works('plain HTTP that was agreed to', [...plain.words(), '--yes']),
	];
}
