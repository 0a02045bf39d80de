import {createHash} from 'node:crypto';
import {DaemonError} from './daemon-error.ts';
import type {ImageReference} from './image-reference.ts';
import {get, type RegistryAnswer, resolveRegistry} from './registry-connection.ts';
import {noTrustNeeded, readTrust} from './registry-trust.ts';

export type PullSetting = {
	certsD: string;
	/** The file of the names that the agent resolves. */
	names: string;
	/** Milliseconds that it waits for each answer. */
	patience: number;
	/** false: any certificate will do, and certs.d is not read. */
	isSecure: boolean;
};

/** Asks a registry for an image as Docker's daemon does, and returns what `docker pull` prints. Layers are not fetched. */
export async function pullImage(reference: ImageReference, setting: PullSetting): Promise<string> {
	const {certsD, names, patience, isSecure} = setting;
	const {registry, name, tag, familiarName} = reference;
	const trust = isSecure ? await readTrust(certsD, registry) : noTrustNeeded;
	const connection = {trust, patience, at: await resolveRegistry(registry, names)};
	// Docker only wants to know here whether it can talk to the registry; it goes on whatever the status.
	await get(connection, '/v2/');
	const manifest = await get(connection, `/v2/${name}/manifests/${tag}`);
	if (manifest.status !== 200) throw refusal(manifest, reference);
	const digest = createHash('sha256').update(manifest.body).digest('hex');
	const image = `${familiarName}:${tag}`;
	return `${tag}: Pulling from ${name}
Digest: sha256:${digest}
Status: Downloaded newer image for ${image}
${image}
`;
}

type RegistryError = {code: string; message: string};

// For a registry that gives no reason of its own.
const reasons: Record<number, RegistryError> = {
	401: {code: 'DENIED', message: 'requested access to the resource is denied'},
	403: {code: 'DENIED', message: 'requested access to the resource is denied'},
	404: {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'},
};

function refusal(answer: RegistryAnswer, {familiarName, tag}: ImageReference): DaemonError {
	const error = firstError(answer.body) ?? reasons[answer.status];
	if (!error) return new DaemonError(`received unexpected HTTP status: ${answer.status}`);
	const said = `${error.code.toLowerCase().replaceAll('_', ' ')}: ${error.message}`;
	switch (error.code) {
		case 'MANIFEST_UNKNOWN':
			return new DaemonError(`manifest for ${familiarName}:${tag} not found: ${said}`);
		case 'NAME_UNKNOWN':
			return new DaemonError(`repository ${familiarName} not found: ${said}`);
		case 'DENIED':
		case 'UNAUTHORIZED':
			return new DaemonError(
				`pull access denied for ${familiarName}, repository does not exist or may require 'docker login': ${said}`,
			);
		default:
			return new DaemonError(said);
	}
}

/** Of the body {"errors": [{"code", "message"}]} that the registry protocol has. */
function firstError(body: string): RegistryError | undefined {
	try {
		return JSON.parse(body).errors?.[0];
	} catch {
		return undefined;
	}
}
