import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {dotted, valueAt, withValueAt} from '../options/json-path.ts';
import {type OptionsEdit, type OptionsFile, readOptionsFile} from '../options/options-file.ts';
import {shapeOf} from '../options/shape.ts';
import {sameStorage, storageInWords} from '../registry/backends.ts';
import {installedRegistry} from '../registry/installed.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {defaultSecret, mayRead, secretName} from '../registry/naming.ts';
import {optionsOf} from '../registry/package-options.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {readKeyPair} from './credential-source.ts';
import {credentialFile} from './credentials.ts';
import {s3Edits} from './s3-edits.ts';
import type {S3Request} from './set-s3.ts';
import {planSecret, type SecretPlan} from './stored-secret.ts';

/** What will be done, decided from reads alone. */
export type S3Plan = {
	file: OptionsFile;
	edits: readonly OptionsEdit[];
	/** The options document after the edits. */
	options: JsonObject;
	service: string;
	secret: SecretPlan;
	keys: KeyPair;
	profile: string;
	/** Keys of another storage that give way. */
	removed: readonly string[];
};

/** Reads what there is and decides what to change. Refuses what cannot be: a bad file or profile, another storage in use, a sealed store. */
export async function planS3(request: S3Request, cluster: ClusterApis, world: World): Promise<S3Plan> {
	const file = await readOptionsFile(request.optionsPath, world.files);
	const profile = request.profile ?? world.env.AWS_PROFILE ?? 'default';
	const keys = await readKeyPair({path: request.credentials, profile}, world);
	const known = await knownPackage(cluster);
	const service = chosenName({wanted: request.serviceName, options: file.value, known});
	const secretPath = secretName(request.secret ?? defaultSecret.s3Credentials(service));
	warnOfPlace(secretPath, service, world);
	const shape = shapeOf(known.definition?.config ?? null);
	const edits = s3Edits({request, profile, secretPath, file: file.value, shape});
	const options = edits.reduce((document, edit) => withValueAt(document, edit.path, edit.value), file.value);
	await refuseOtherStorage(cluster, {service, options});
	const content = credentialFile(keys, profile);
	const secret = await planSecret(cluster, {path: secretPath, content, rotate: request.rotate});
	const removed = valueAt(file.value, optionsOf.volume) === undefined ? [] : [dotted(optionsOf.volume)];
	return {file, edits, options, service, secret, keys, profile, removed};
}

/** The registry's storage is chosen once: with another one its packages would be gone. */
async function refuseOtherStorage(
	cluster: ClusterApis,
	{service, options}: Pick<S3Plan, 'service' | 'options'>,
): Promise<void> {
	const running = await installedRegistry(cluster, service);
	if (running === null || running.options === null || sameStorage(running.options, options)) return;
	const what = `the registry ${running.appId} runs already`;
	throw new RefusedError(`${what}, and its storage cannot be changed after the first deployment`, {
		details: [`it uses ${storageInWords(running.options)}`, `you asked for ${storageInWords(options)}`],
		hint: 'install a second registry with --service-name, move the packages (dcos registry add), then uninstall the first',
	});
}

/** Any place is the operator's choice; who can read there is not obvious from it. */
function warnOfPlace(secretPath: string, service: string, {progress}: World): void {
	const directory = secretPath.split('/').slice(0, -1).join('/');
	if (directory === '') {
		progress.warn(`Warning: the secret "${secretPath}" is at the root of the store, where every service may read it`);
	} else if (!mayRead(service, secretPath)) {
		const readers = `services below /${directory} only`;
		progress.warn(`Warning: the secret "${secretPath}" can be read by ${readers}, and not by ${service}`);
	}
}
