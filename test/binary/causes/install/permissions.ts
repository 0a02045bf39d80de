import {prepareRegistry} from '../../../sandbox/registry-setup.ts';
import {type Causes, refused, works} from '../cause.ts';
import {loginWith} from '../login-with.ts';
import {clientOf} from '../remember-cluster.ts';
import {chooseStorage} from './chosen-storage.ts';

const keys = 'dcos:secrets:default:/dcos-registry/s3-credentials';
const login = 'dcos:secrets:default:/dcos-registry/service-account';

const everything = {
	'dcos:adminrouter:package': ['full'],
	'dcos:adminrouter:service:marathon': ['full'],
	'dcos:adminrouter:ops:mesos': ['full'],
	'dcos:adminrouter:ops:metadata': ['full'],
	'dcos:service:marathon:marathon:services:/': ['full'],
	[keys]: ['full'],
	[login]: ['full'],
};

/** Operators with all that an installation takes but what a superuser alone may do, less one permission or another. */
export const permissionCauses: Causes = async scene => {
	const {sandbox} = scene.operator;
	await chooseStorage(scene);
	await prepareRegistry(await clientOf(sandbox), sandbox);
	const without = (uid: string, ...lacking: (keyof typeof everything)[]) => {
		const absent = new Set<string>(lacking);
		return loginWith(sandbox, uid, Object.fromEntries(Object.entries(everything).filter(([rid]) => !absent.has(rid))));
	};
	const operator = await without('operator');
	const left = ['install', '--no-service-account'];
	const denied = (of: string, env: Record<string, string>) => refused(of, left, {exitCode: 4, env});
	return [
		refused('no superuser', ['install'], {exitCode: 4, env: operator}),
		works('an account that a superuser has made', [...left, '--no-wait'], {env: operator}),
		denied('no right to packages', await without('not-packages', 'dcos:adminrouter:package')),
		denied('no right to apps', await without('not-apps', 'dcos:adminrouter:service:marathon')),
		denied('no right to start services', await without('not-starting', 'dcos:service:marathon:marathon:services:/')),
		denied('no right to the keys', await without('not-keys', keys)),
		denied('no right to the secrets', await without('not-secrets', keys, login)),
		works('no right to see agents', [...left, '--no-wait'], {
			env: await without('not-agents', 'dcos:adminrouter:ops:mesos'),
		}),
		works('no right to see the security mode', [...left, '--no-wait'], {
			env: await without('not-mode', 'dcos:adminrouter:ops:metadata'),
		}),
		refused('no right to anything', ['install'], {exitCode: 4, env: await loginWith(sandbox, 'guest', {})}),
	];
};
