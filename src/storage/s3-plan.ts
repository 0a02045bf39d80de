import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {JsonObject} from '../errors/json.ts';
import {withEdits} from '../options/edits.ts';
import type {OptionsEdit, OptionsFile} from '../options/options-file.ts';
import type {InstalledRegistry} from '../registry/installed.ts';
import {appId, defaultSecret, mayRead, secretName} from '../registry/naming.ts';
import {optionText, s3Option} from '../registry/package-options.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {profileToUse, readKeyPair} from './credential-source.ts';
import {credentialFile} from './credentials.ts';
import type {S3Request} from './s3-request.ts';
import type {S3Wish} from './s3-wish.ts';
import {readSituation, type Situation} from './situation.ts';
import {type Choice, storageEdits} from './storage-edits.ts';
import {planSecret, type SecretPlan} from './stored-secret.ts';
import {refuseUnchangeable} from './unchangeable.ts';

/** What will be done, decided from reads alone. */
export type S3Plan = Pick<Situation, 'file' | 'shape' | 'service'> & {
	/** What is to be changed in the options file, as it is by then. */
	editsFor: (file: OptionsFile) => readonly OptionsEdit[];
	choice: Choice & {backend: 's3'};
	endpoint: URL;
	secret: SecretPlan;
	keys: KeyPair;
	/** The operator's own name for the keys. */
	profile: string;
	/** Whether the registry is installed already. */
	installed: boolean;
};

/** Reads what there is and decides what to change. Refuses what cannot be: a bad file or profile, another storage in use, a sealed store. */
export async function planS3(
	request: S3Request,
	{file, wish, cluster}: {file: OptionsFile; wish: S3Wish; cluster: ClusterApis},
	world: World,
): Promise<S3Plan> {
	const {bucket, path, endpoint, endpointText} = wish;
	const profile = profileToUse(request.profile, optionText(file.value, s3Option.profile), world.env);
	const keys = await readKeyPair({path: request.credentials, profile}, world);
	const situation = await readSituation(file, request.serviceName, {cluster, progress: world.progress});
	const {shape, service} = situation;
	const running = situation.installed.find(each => each.appId === appId(service)) ?? null;
	const secretPath = secretName(request.secret ?? knownSecret(file, running, service));
	warnOfPlace(secretPath, service, world);
	const storedProfile = profileThatIsRead(running?.options ?? null, secretPath) ?? profile;
	const choice = {
		backend: 's3',
		secret: secretPath,
		profile: storedProfile,
		bucket,
		path,
		endpoint: endpointText,
	} as const;
	const editsFor = (current: OptionsFile) => storageEdits({...request, ...situation, file: current, choice});
	refuseUnchangeable({service, options: withEdits(file.value, editsFor(file))}, situation.installed, world);
	const content = credentialFile(keys, storedProfile);
	const secret = await planSecret(cluster, {path: secretPath, content, rotate: request.rotate});
	return {file, shape, service, editsFor, choice, endpoint, secret, keys, profile, installed: running !== null};
}

/**
 * Where the registry that runs has its keys; else where the options file says, if that is a place of the service's own. One at
 * the root, as in the published examples, is open to every service, and one elsewhere was made for another service.
 */
function knownSecret({value}: OptionsFile, running: InstalledRegistry | null, service: string): string {
	const inUse = running?.options ? optionText(running.options, s3Option.secret) : null;
	const inFile = optionText(value, s3Option.secret);
	const own = inFile !== null && secretName(inFile).includes('/') && mayRead(service, inFile);
	return inUse ?? (own ? inFile : defaultSecret.s3Credentials(service));
}

/** A registry that runs finds its keys under the name that its options say, whatever they are called on this machine. */
function profileThatIsRead(running: JsonObject | null, secretPath: string): string | null {
	if (running === null || secretName(optionText(running, s3Option.secret) ?? '') !== secretPath) return null;
	return optionText(running, s3Option.profile);
}

/** Any place is the operator's choice; who can read there is not obvious from it. */
function warnOfPlace(secretPath: string, service: string, {progress}: World): void {
	const directory = secretPath.split('/').slice(0, -1).join('/');
	if (directory === '') {
		progress.warn(`Warning: the secret "${secretPath}" is at the root of the store, where every service may read it`);
	} else if (!mayRead(service, secretPath)) {
		const readers = `services below /${directory} only`;
		progress.warn(`Warning: the secret "${secretPath}" can be read by ${readers}, and not by ${service}`);
	} else if (directory !== service) {
		progress.warn(`Warning: the secret "${secretPath}" can be read by every service below /${directory}`);
	}
}
