import {RefusedError} from '../errors/errors.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {bucketAddress} from './bucket-address.ts';
import {explainStore} from './explain-store.ts';
import type {S3Request} from './set-s3.ts';
import {tryOut} from './try-out.ts';

type Credential = {keys: KeyPair; profile: string};

/** Tries the bucket with real requests before anything is stored. Throws a RefusedError with the cause in words. */
export async function checkBucket(request: S3Request, {keys, profile}: Credential, world: World): Promise<void> {
	const certificateAuthority = request.endpointCa === null ? null : await readCa(request.endpointCa, world);
	const bucket = bucketAddress({...request, certificateAuthority});
	const store = await world.openObjectStore(bucket, keys);
	const step = world.progress.step('Trying the bucket with real requests');
	const failure = await tryOut(store, {path: request.path, name: world.randomName(8)});
	if (failure === null) return step.done('list, put, get, delete and an upload in parts all work');
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
