/** A text secret has a string as its value, a file secret has bytes. */
export type Secret = {
	value: string | Buffer;
	author?: string;
	created?: string;
	description?: string;
	labels?: string[];
};

export type SecretStore = {secrets: Map<string, Secret>; sealed: boolean};

export function createSecretStore(): SecretStore {
	return {secrets: new Map(), sealed: false};
}

/**
 * What a service of the cluster gets when it mounts a secret. DC/OS lets a service read the secrets without a directory
 * and those in a directory that is the service's own ID or a folder above it.
 */
export function readForService(store: SecretStore, appId: string, path: string): Buffer {
	if (store.sealed) throw new Error(`the secret store is sealed, secret '${path}' can't be read`);
	const directory = path.split('/').slice(0, -1).join('/');
	if (directory !== '' && !`${appId}/`.startsWith(`/${directory}/`)) {
		throw new Error(`service '${appId}' is not allowed to access secret '${path}'`);
	}
	const secret = store.secrets.get(path);
	if (!secret) throw new Error(`secret '${path}' does not exist`);
	return Buffer.from(secret.value);
}
