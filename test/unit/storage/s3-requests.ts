import type {S3Request} from '../../../src/storage/s3-request.ts';
import {setS3} from '../../../src/storage/set-s3.ts';
import {storageWorld} from './storage-world.ts';

/** The command line `storage s3 --bucket b --path p --endpoint https://store`. */
export const s3Request: S3Request = {
	optionsPath: 'o.json',
	bucket: 'b',
	path: 'p',
	endpoint: 'https://store',
	region: null,
	pathStyle: 'auto',
	endpointCa: null,
	credentials: null,
	profile: null,
	secret: null,
	rotate: false,
	serviceName: null,
	instances: null,
	skipVerify: false,
	dryRun: false,
};

/** The options of a registry in that bucket. */
export function s3Options(over: Readonly<Record<string, string>> = {}) {
	const names = {'credential-secret-path': 'dcos-registry/s3-credentials', 'credential-profile-name': 'default'};
	return {registry: {s3: {...names, bucket: 'b', path: 'p', endpoint: 'https://store', ...over}}};
}

/** The content of the secret for the keys of the world's AWS credential file. */
export const storedKeys = '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = canary\n';

export const secretPath = 'dcos-registry/s3-credentials';

/** Makes the request in a world of its own; the outcome is a report or what was thrown. */
export async function setIn(traits: Parameters<typeof storageWorld>[0] = {}, over: Partial<S3Request> = {}) {
	const around = storageWorld(traits);
	const outcome = await setS3({...s3Request, ...over}, around.world).then(
		report => ({report, error: null}),
		(error: unknown) => ({report: null, error}),
	);
	return {...around, ...outcome};
}
