import {FailedError, RefusedError, stopIfInterrupted} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {readOptionsFile} from '../options/options-file.ts';
import type {World} from '../world.ts';
import {bucketAddresses} from './bucket-address.ts';
import {checkBucket} from './check-bucket.ts';
import {asItIsNow} from './edited-meanwhile.ts';
import {readAuthority} from './endpoint-authority.ts';
import {changeOptions, type OptionsChange} from './options-change.ts';
import {thingsToConfirm} from './questions.ts';
import {planS3, type S3Plan} from './s3-plan.ts';
import type {S3Request} from './s3-request.ts';
import {s3Wish} from './s3-wish.ts';
import {type SecretPlan, storeSecret} from './stored-secret.ts';

export type S3Report = {
	dryRun: boolean;
	service: string;
	/** Whether a registry of this name runs already. */
	installed: boolean;
	optionsFile: OptionsChange;
	secret: {path: string; state: SecretPlan['state']};
	/** `addressing`: how the bucket was found; null when it was not tried. */
	bucket: {name: string; path: string; endpoint: string; verified: boolean; addressing: 'path' | 'host' | null};
	/** The whole options document. */
	options: JsonObject;
};

/** Makes s3 the registry's storage: everything is looked at first, then the secret is stored, then the options file written. */
export async function setS3(request: S3Request, world: World): Promise<S3Report> {
	const {dryRun} = request;
	const certificateAuthority = await readAuthority(request.endpointCa, world);
	const file = await readOptionsFile(request.optionsPath, world.files);
	const wish = s3Wish(request, file.value);
	await world.files.refuseUnwritable(request.optionsPath);
	const cluster = await world.cluster();
	const plan = await planS3(request, {file, wish, cluster}, world);
	const {editsFor, choice, secret, service, installed} = plan;
	const questions = thingsToConfirm({cluster, endpoint: choice.endpoint, secret});
	if (questions.length > 0 && !dryRun) await world.confirm(questions, 'Go on?');
	// trying the bucket writes to it, so a dry run leaves that out too
	const verified = !request.skipVerify && !dryRun;
	const addressing = verified ? await addressingOf(plan, {...request, certificateAuthority}, world) : null;
	stopIfInterrupted(world.interrupted, 'nothing was changed');
	if (!dryRun) {
		// it was read before the question, and the bucket took its time; nothing was changed yet
		await asItIsNow(plan, world);
		await storeSecret(cluster, secret, world);
	}
	const {optionsFile, options} = await changeOptions(plan, {editsFor, dryRun}, world).catch(error => {
		throw dryRun ? error : afterSecret(error, secret);
	});
	return {
		dryRun,
		service,
		installed,
		optionsFile,
		secret: {path: secret.path, state: secret.state},
		bucket: {name: choice.bucket, path: choice.path, endpoint: choice.endpoint, verified, addressing},
		options,
	};
}

/** A refusal says that nothing was changed, and the secret was. */
function afterSecret(error: unknown, {path, state}: SecretPlan): unknown {
	if (!(error instanceof RefusedError) || state === 'unchanged') return error;
	const {hint, details} = error;
	return new FailedError(error.message, {hint, details: [...details, `done before, and kept: the secret ${path}`]});
}

type Wish = Pick<S3Request, 'region' | 'pathStyle'> & {certificateAuthority: string | null};

async function addressingOf(plan: S3Plan, wish: Wish, world: World): Promise<'path' | 'host'> {
	const {keys, profile, endpoint} = plan;
	const {bucket, path} = plan.choice;
	const addresses = bucketAddresses({...wish, bucket, endpoint});
	const checked = await checkBucket({addresses, path, source: 'command line'}, {keys, profile}, world);
	if ('bucket' in checked) return checked.bucket.pathStyle ? 'path' : 'host';
	const {message, ...words} = checked.failure;
	throw new RefusedError(message, words);
}
