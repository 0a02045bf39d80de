import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError, stopIfInterrupted} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {withValueAt} from '../options/json-path.ts';
import {edited, type OptionsFile, readOptionsFile} from '../options/options-file.ts';
import {shapeOf} from '../options/shape.ts';
import {installedRegistry} from '../registry/installed.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {defaultSecret, mayRead, secretName} from '../registry/naming.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {backendIn, optionsOf, sameStorage, storageInWords} from './backends.ts';
import {type BucketWish, bucketAddress} from './bucket-address.ts';
import {readKeyPair} from './credential-source.ts';
import {credentialFile} from './credentials.ts';
import {explainStore} from './explain-store.ts';
import {confirmInsecure} from './insecure.ts';
import {s3Edits} from './s3-edits.ts';
import {planSecret, type SecretPlan, storeSecret} from './stored-secret.ts';
import {tryOut} from './try-out.ts';

export type S3Request = {
	optionsPath: string;
	bucket: string;
	path: string;
	endpoint: string;
	region: string | null;
	pathStyle: BucketWish['pathStyle'];
	endpointCa: string | null;
	credentials: string | null;
	profile: string | null;
	secret: string | null;
	rotate: boolean;
	serviceName: string | null;
	instances: number | null;
	skipVerify: boolean;
	dryRun: boolean;
};

export type S3Report = {
	dryRun: boolean;
	service: string;
	optionsFile: {path: string; state: 'created' | 'changed' | 'unchanged'; removed: readonly string[]};
	secret: {path: string; state: SecretPlan['state']};
	bucket: {name: string; path: string; endpoint: string; verified: boolean};
	options: JsonObject;
};

/** Makes s3 the registry's storage: everything is looked at first, then the secret is stored, then the options file written. */
export async function setS3(request: S3Request, world: World): Promise<S3Report> {
	const cluster = await world.cluster();
	const file = await readOptionsFile(request.optionsPath, world.files);
	const profile = request.profile ?? world.env.AWS_PROFILE ?? 'default';
	const keys = await readKeyPair({path: request.credentials, profile}, world);
	const known = await knownPackage(cluster);
	const service = chosenName({wanted: request.serviceName, options: file.value, known});
	const secretPath = secretName(request.secret ?? defaultSecret.s3Credentials(service));
	const edits = s3Edits({
		request,
		profile,
		secretPath,
		file: file.value,
		shape: shapeOf(known.definition?.config ?? null),
	});
	const options = edits.reduce((document, edit) => withValueAt(document, edit.path, edit.value), file.value);
	await refuseOtherStorage(cluster, {service, options});
	warnOfPath(service, secretPath, world);
	const secret = await planSecret(cluster, {
		path: secretPath,
		content: credentialFile(keys, profile),
		rotate: request.rotate,
	});
	const verified = !request.skipVerify && (await verify({request, keys, profile}, world));
	await confirmInsecure(cluster, request, world);
	stopIfInterrupted(world.interrupted, 'nothing was changed');
	if (!request.dryRun) await storeSecret(cluster, secret, world);
	const text = edited(file.text, edits);
	if (!request.dryRun && text !== file.text) await world.files.writeAtomically(file.path, text);
	return {
		dryRun: request.dryRun,
		service,
		optionsFile: {path: file.path, state: stateOf(file, text), removed: removedFrom(file.value)},
		secret: {path: secretPath, state: secret.state},
		bucket: {name: request.bucket, path: request.path, endpoint: request.endpoint, verified},
		options,
	};
}

function stateOf(file: OptionsFile, text: string): 'created' | 'changed' | 'unchanged' {
	if (file.text === null) return 'created';
	return file.text === text ? 'unchanged' : 'changed';
}

function removedFrom(options: JsonObject): string[] {
	return backendIn(options) === 'volume' ? [optionsOf.volume.join('.')] : [];
}

/** The registry's storage is chosen once: with another one its packages would be gone. */
async function refuseOtherStorage(
	cluster: ClusterApis,
	{service, options}: {service: string; options: JsonObject},
): Promise<void> {
	const running = await installedRegistry(cluster, service);
	if (running === null || running.options === null || sameStorage(running.options, options)) return;
	throw new RefusedError(
		`the registry ${running.appId} runs already, and its storage cannot be changed after the first deployment`,
		{
			details: [`it uses ${storageInWords(running.options)}`, `you asked for ${storageInWords(options)}`],
			hint: 'install a second registry with --service-name, move the packages (dcos registry add), then uninstall the first',
		},
	);
}

function warnOfPath(service: string, secretPath: string, world: World): void {
	if (!mayRead(service, secretPath)) {
		throw new RefusedError(`the service ${service} could not read a secret at ${secretPath}`, {
			hint: `leave --secret out, which stores it at ${defaultSecret.s3Credentials(service)}`,
		});
	}
	if (!secretPath.includes('/')) {
		world.progress.warn(
			`Warning: the secret "${secretPath}" is at the root of the store, where every service may read it`,
		);
	}
}

type Verification = {request: S3Request; keys: KeyPair; profile: string};

async function verify({request, keys, profile}: Verification, world: World): Promise<true> {
	const step = world.progress.step('Trying the bucket with real requests');
	const ca = request.endpointCa === null ? null : await readCa(request.endpointCa, world);
	const bucket = bucketAddress({...request, certificateAuthority: ca});
	const store = await world.openObjectStore(bucket, keys);
	const failure = await tryOut(store, {path: request.path, name: world.randomName(8)});
	if (failure === null) {
		step.done('list, put, get, delete and an upload in parts all work');
		return true;
	}
	step.failed(failure.error.code);
	throw explainStore(failure, {bucket, profile, accessKeyId: keys.accessKeyId, now: world.clock.now()});
}

async function readCa(path: string, world: World): Promise<string> {
	const text = (await world.files.read(path))?.toString('utf8');
	if (text?.includes('-----BEGIN CERTIFICATE-----')) return text;
	throw new RefusedError(`the CA file ${path} ${text === undefined ? 'does not exist' : 'holds no PEM certificate'}`, {
		hint: 'give the certificate of the authority that signed the endpoint, in PEM, with --endpoint-ca',
	});
}
