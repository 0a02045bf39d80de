import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {FailedError, RefusedError} from '../errors/errors.ts';
import type {Secret} from '../errors/secret.ts';
import {refuseSealed} from '../registry/sealed.ts';
import type {World} from '../world.ts';

export type SecretPlan = {
	path: string;
	content: Secret;
	state: 'created' | 'unchanged' | 'replaced';
};

type Wish = {path: string; content: Secret; rotate: boolean};

/** Looks at the store and says what will be done. Refuses a sealed store, and other content unless it shall be rotated. */
export async function planSecret(cluster: ClusterApis, {path, content, rotate}: Wish): Promise<SecretPlan> {
	await refuseSealed(cluster);
	const stored = await cluster.secrets.read(path);
	if (stored === null) return {path, content, state: 'created'};
	if (stored.reveal() === content.reveal()) return {path, content, state: 'unchanged'};
	if (rotate) return {path, content, state: 'replaced'};
	throw new RefusedError(`the secret ${path} exists already with another content`, {
		hint: 'add --rotate to replace it, or name another path with --secret',
	});
}

/** Does what the plan says, then reads the secret back and compares. Says what a running registry needs afterwards. */
export async function storeSecret(cluster: ClusterApis, plan: SecretPlan, world: World): Promise<void> {
	const {path, content, state} = plan;
	const step = world.progress.step(`Secret ${path}`);
	if (state === 'unchanged') return step.unchanged('it has the same content');
	if (state === 'replaced') {
		await world.confirm([`The secret ${path} will be replaced.`], 'Replace it?');
		await cluster.secrets.replace(path, content);
	} else {
		await cluster.secrets.create(path, content);
	}
	const stored = await cluster.secrets.read(path);
	if (stored?.reveal() !== content.reveal()) {
		step.failed('it reads back with another content');
		throw new FailedError(
			`the secret ${path} was stored, but reads back with another content: somebody else writes it too`,
			{
				hint: 'run this again, with --rotate if its content shall win',
			},
		);
	}
	step.done(state === 'replaced' ? 'replaced; a running registry must restart to see it' : 'stored and read back');
}
