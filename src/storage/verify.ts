import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {FailedError, RefusedError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {dotted} from '../options/json-path.ts';
import {readOptionsFile} from '../options/options-file.ts';
import {warnOfRepair} from '../options/warn-of-repair.ts';
import {backendIn} from '../registry/backends.ts';
import {installedRegistry} from '../registry/installed.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {optionText, s3Option} from '../registry/package-options.ts';
import {refuseSealed} from '../registry/sealed.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {bucketAddresses, type PathStyle} from './bucket-address.ts';
import {checkBucket} from './check-bucket.ts';
import {keyPairIn} from './credentials.ts';
import {endpointIn} from './endpoint.ts';
import {readAuthority} from './endpoint-authority.ts';
import {thingsToConfirm} from './questions.ts';

export type VerifyRequest = {
	optionsPath: string;
	serviceName: string | null;
	region: string | null;
	pathStyle: PathStyle;
	/** A PEM file; null: what the system trusts is enough. */
	endpointCa: string | null;
};

export type VerifyReport = {
	service: string;
	/** Whose storage was tried: that of the registry that runs, or, where none does, that of the options file. */
	tried: 'installed registry' | 'options file';
	secret: string;
	bucket: {name: string; path: string; endpoint: string; addressing: 'path' | 'host'};
};

/** What the registry is told, by its options. */
type StoredStorage = {secret: string; profile: string; bucket: string; path: string; endpoint: string};

/**
 * Tries the bucket again with the credential that is stored, as the registry will read it. Throws a FailedError when the
 * storage does not work, a RefusedError when there is nothing to try.
 */
export async function verifyStorage(request: VerifyRequest, world: World): Promise<VerifyReport> {
	const certificateAuthority = await readAuthority(request.endpointCa, world);
	const cluster = await world.cluster();
	const {service, tried, options} = await chosenStorage(request, cluster, world);
	const stored = s3In(options, tried);
	const {secret, profile, bucket, path, endpoint} = stored;
	const questions = thingsToConfirm({cluster, endpoint: null, secret: null});
	if (questions.length > 0) await world.confirm(questions, 'Go on?');
	await refuseSealed(cluster);
	const keys = await storedKeys(stored, cluster);
	const addresses = bucketAddresses({...request, bucket, endpoint: urlOf(endpoint, bucket), certificateAuthority});
	const checked = await checkBucket({addresses, path, source: 'cluster'}, {keys, profile}, world);
	if ('failure' in checked) {
		const {message, ...words} = checked.failure;
		throw new FailedError(message, words);
	}
	const addressing = checked.bucket.pathStyle ? 'path' : 'host';
	return {service, tried, secret, bucket: {name: bucket, path, endpoint, addressing}};
}

type Chosen = Pick<VerifyReport, 'service' | 'tried'> & {options: JsonObject};

/** What the registry really uses counts; the options file only where nothing is installed. */
async function chosenStorage(
	{optionsPath, serviceName}: VerifyRequest,
	cluster: ClusterApis,
	world: World,
): Promise<Chosen> {
	const file = await readOptionsFile(optionsPath, world.files);
	warnOfRepair(file, world.progress);
	const known = await knownPackage(cluster, {brokenRepository: 'ignore'});
	const service = chosenName({wanted: serviceName, options: file.value, known});
	const running = await installedRegistry(cluster, service);
	if (running !== null && running.options !== null)
		return {service, tried: 'installed registry', options: running.options};
	if (file.text !== null) return {service, tried: 'options file', options: file.value};
	const what =
		running === null
			? `no registry ${service} is installed`
			: `the cluster did not keep the options of ${running.appId}`;
	throw new RefusedError(`${what}, and there is no options file ${optionsPath}`, {
		hint: 'name the registry with --service-name, or its options file with --options',
	});
}

function s3In(options: JsonObject, tried: VerifyReport['tried']): StoredStorage {
	const backend = backendIn(options);
	if (backend !== 's3') {
		throw new RefusedError(
			`the ${tried} keeps the packages on an agent's disk (storage ${backend}), where nothing can be tried`,
			{
				hint: 'dcos registry storage show tells what there is',
			},
		);
	}
	const value = (name: keyof typeof s3Option) => optionText(options, s3Option[name]) ?? '';
	const profile = value('profile') || 'default';
	return {secret: value('secret'), profile, bucket: value('bucket'), path: value('path'), endpoint: value('endpoint')};
}

async function storedKeys({secret, profile}: StoredStorage, {secrets}: ClusterApis): Promise<KeyPair> {
	const hint = 'store keys that work: dcos registry storage s3 --rotate';
	const content = secret === '' ? null : await secrets.read(secret);
	if (content === null) {
		const what = secret === '' ? 'the options name no secret with the keys' : `the secret ${secret} does not exist`;
		throw new FailedError(`${what}, so the registry cannot read its bucket after its next start`, {hint});
	}
	try {
		return keyPairIn(content.reveal(), {profile, path: `the secret ${secret}`, hint});
	} catch (error) {
		if (error instanceof RefusedError) throw new FailedError(error.message, {hint: error.hint});
		throw error;
	}
}

function urlOf(endpoint: string, bucket: string): URL {
	const read = endpointIn(endpoint, bucket);
	if ('url' in read) return read.url;
	throw new FailedError(`the endpoint in the options cannot work: ${read.fault}`, {
		hint: `${dotted(s3Option.endpoint)} should be ${read.meant}`,
	});
}
