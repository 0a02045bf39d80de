import {registryOptions} from '../../../sandbox/registry-setup.ts';
import {type Cause, type Causes, refused, works} from '../cause.ts';
import type {Scene} from '../scene.ts';
import {chooseOtherwise, chooseStorage} from './chosen-storage.ts';

/** The secrets that the options name, and the store that they are in. */
export const secretCauses: Causes = async scene => {
	await chooseStorage(scene);
	return [...stores(scene), ...places(scene)];
};

function stores({operator: {sandbox}}: Scene): Cause[] {
	const {secrets, faults} = sandbox;
	const body = {code: 404, message: "store 'default' does not exist"};
	const ofStore = (_: string, path: string) => path.startsWith('/secrets/v1/');
	return [
		refused('a sealed secret store', ['install'], {
			before() {
				secrets.sealed = true;
			},
		}),
		refused('a cluster without the secret store', ['install'], {
			before: () => faults.add({kind: 'status', status: 404, body, match: ofStore}),
		}),
		refused('keys that are not in the secret store', ['install'], {before: () => secrets.secrets.clear()}),
	];
}

function places(scene: Scene): Cause[] {
	const {sandbox} = scene.operator;
	const {registry} = registryOptions(sandbox);
	const keysIn = (secret: string) => () => {
		sandbox.secrets.secrets.set(secret.replace(/^\//, ''), {value: '[default]\n'});
		return chooseOtherwise(scene, {registry: {s3: {...registry.s3, 'credential-secret-path': secret}}});
	};
	const accountIn = (secret: string) => ['install', '--no-wait', '--service-account-secret', secret];
	return [
		refused('keys in the space of another service', ['install'], {before: keysIn('spark/keys')}),
		works('keys that every service may read', ['install', '--no-wait'], {before: keysIn('keys')}),
		works('a leading slash before the keys', ['install', '--no-wait'], {before: keysIn('/dcos-registry/keys')}),
		refused('an account whose secret is in the space of another service', accountIn('spark/account')),
		works('an account whose secret every service may read', accountIn('registry-private-key')),
	];
}
