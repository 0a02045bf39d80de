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

/** DC/OS takes 1 MiB for a secret and what it keeps about it, and documents about 1 KB for the latter. */
const largestSecret = 1024 * 1024 - 1024;

/** Looks at the store and says what will be done. Refuses what cannot be stored, and other content unless it shall be rotated. */
export async function planSecret(cluster: ClusterApis, {path, content, rotate}: Wish): Promise<SecretPlan> {
	refuseTooLarge(path, content);
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
export async function storeSecret(cluster: ClusterApis, plan: SecretPlan, {progress}: World): Promise<void> {
	const {path, content, state} = plan;
	const step = progress.step(`Secret ${path}`);
	if (state === 'unchanged') return step.unchanged('it has the same content');
	if (state === 'replaced') await cluster.secrets.replace(path, content);
	else await cluster.secrets.create(path, content);
	// after an answer that was lost, or somebody else's write in between, only this tells whose content it is
	const stored = await cluster.secrets.read(path);
	if (stored?.reveal() !== content.reveal()) {
		step.failed('it has another content');
		throw writtenByAnother(path);
	}
	step.done(state === 'replaced' ? 'replaced; a running registry must restart to see it' : 'stored and read back');
}

function refuseTooLarge(path: string, content: Secret): void {
	const size = Buffer.byteLength(JSON.stringify({value: content.reveal()}));
	if (size <= largestSecret) return;
	throw new RefusedError(`the secret ${path} would have ${size} bytes, and DC/OS takes no more than ${largestSecret}`, {
		hint: 'look at the profile in the AWS credential file: an access key has a few dozen characters',
	});
}

function writtenByAnother(path: string): FailedError {
	return new FailedError(`the secret ${path} has another content than ours: somebody else wrote it at the same time`, {
		hint: 'see what they stored, then run the same command again, with --rotate if your content shall win',
	});
}
