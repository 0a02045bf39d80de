import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

const secret = 'dcos-registry/s3-credentials';

/** What stands in the way of the secret with the keys. */
export const secretCauses: Causes = async scene => [
	...stores(scene),
	...contents(scene),
	...places(scene),
	...writers(scene),
];

function stores({s3, operator}: Scene): Cause[] {
	const {secrets, faults} = operator.sandbox;
	const body = {code: 404, message: "store 'default' does not exist"};
	const ofStore = (_: string, path: string) => path.startsWith('/secrets/v1/');
	const unchecked = {DCOS_TLS_CA_PATH: undefined, DCOS_TLS_INSECURE: '1'};
	return [
		refused('a sealed secret store', s3(), {
			before: () => {
				secrets.sealed = true;
			},
		}),
		refused('a cluster without the secret store', s3(), {
			before: () => faults.add({kind: 'status', status: 404, body, match: ofStore}),
		}),
		refused('a cluster whose certificate is not checked', s3(), {exitCode: 2, env: unchecked}),
	];
}

function contents({s3, operator}: Scene): Cause[] {
	const {secrets} = operator.sandbox.secrets;
	const before = () => secrets.set(secret, {value: 'older keys'});
	return [
		refused('another content in the secret', s3(), {before}),
		refused('a rotation that nobody agreed to', [...s3(), '--rotate'], {exitCode: 2, before}),
		works('a rotation that was agreed to', [...s3(), '--rotate', '--yes'], {before}),
	];
}

function places({s3}: Scene): Cause[] {
	const neighbours = s3({secret: 'team/keys', 'service-name': '/team/dcos-registry'});
	const impossible = {
		'a secret path with two slashes': 'dcos-registry//keys',
		'a secret path that goes up': 'dcos-registry/../keys',
		'a secret path that ends with a slash': 'dcos-registry/',
	};
	return [
		works('a secret that every service may read', s3({secret: 'keys'})),
		works('a secret that the registry may not read', s3({secret: 'infrastructure/keys'})),
		works('a secret that neighbours of the registry may read', neighbours),
		...Object.entries(impossible).map(([of, path]) => refused(of, s3({secret: path}), {exitCode: 2})),
	];
}

function writers({s3, operator, t}: Scene): Cause[] {
	const {faults, secrets} = operator.sandbox;
	const match = (method: string, path: string) => method === 'PUT' && path === `/secrets/v1/secret/default/${secret}`;
	const body = {code: 409, message: `secret '${secret}' already exists`};
	return [
		works('a lost answer to the secret', s3(), {
			before: () => faults.add({kind: 'lose-answer', times: 1, match}),
			check: () => t.true(secrets.secrets.has(secret)),
		}),
		refused('another writer of the secret', s3(), {
			exitCode: 1,
			before: () => faults.add({kind: 'status', status: 409, body, match}),
		}),
	];
}
