import {type Causes, refused} from './cause.ts';
import {loginWith} from './login-with.ts';
import type {Scene} from './scene.ts';

const secret = 'dcos-registry/s3-credentials';

/** Operators who may use packages, and do to the secret only what their names say. */
export const permissionCauses: Causes = async scene => {
	const {sandbox} = scene.operator;
	const rotation = [...scene.s3(), '--rotate', '--yes'];
	const before = () => sandbox.secrets.secrets.set(secret, {value: 'older keys'});
	const who = (actions: readonly string[]) => operatorWho(scene, actions);
	return [
		refused('no permission to read the secret', scene.s3(), {exitCode: 4, env: await who([])}),
		refused('no permission to create the secret', scene.s3(), {exitCode: 4, env: await who(['read'])}),
		refused('no permission to update the secret', rotation, {
			exitCode: 4,
			env: await who(['read', 'create']),
			before,
		}),
	];
};

function operatorWho({operator}: Scene, actions: readonly string[]) {
	return loginWith(operator.sandbox, ['may', ...actions].join('-'), {
		'dcos:adminrouter:package': ['full'],
		[`dcos:secrets:default:/${secret}`]: actions,
	});
}
