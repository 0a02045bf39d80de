import {generateKeyPairSync, type KeyPairSyncResult} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import type {Sandbox} from './sandbox.ts';
import {type Client, callCosmos} from './sandbox-client.ts';

const permission = 'dcos:adminrouter:ops:ca:rw';
const secrets = '/secrets/v1/secret/default';

/** One pair for every account that is made by hand in this process: nobody compares them. */
let keys: KeyPairSyncResult<string, string> | undefined;

/** Does over the cluster's APIs what an operator does before the registry can be installed; answers the statuses. */
export async function prepareRegistry(client: Client, sandbox: Sandbox, service = 'dcos-registry'): Promise<number[]> {
	const made = await makeAccount(client, {uid: `${service}-account`, secret: `${service}/service-account`});
	const value = await readFile(sandbox.s3.credentialsFile, 'utf8');
	const stored = await client('PUT', `${secrets}/${service}/s3-credentials`, {value});
	return [stored.status, ...made];
}

/** A service account that may do what the registry does, and its key in a secret; answers the statuses. */
export async function makeAccount(client: Client, {uid, secret}: {uid: string; secret: string}): Promise<number[]> {
	keys ??= generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
	});
	const login_endpoint = 'https://master.mesos/acs/api/v1/auth/login';
	const credential = {scheme: 'RS256', uid, private_key: keys.privateKey, login_endpoint};
	const replies = [
		await client('PUT', `${secrets}/${secret}`, {value: JSON.stringify(credential)}),
		await client('PUT', `/acs/api/v1/users/${uid}`, {description: 'registry', public_key: keys.publicKey}),
		await client('PUT', `/acs/api/v1/acls/${permission}`, {description: 'CA'}),
		await client('PUT', `/acs/api/v1/acls/${permission}/users/${uid}/full`),
	];
	return replies.map(reply => reply.status);
}

/** The options of a registry with two instances in the sandbox's S3 service. */
export function registryOptions(sandbox: Sandbox) {
	return {service: {instances: 2}, registry: secretsAndStorage(sandbox, 'dcos-registry')};
}

/** The same as the package of DC/OS 1.12 takes them. */
export function nestedRegistryOptions(sandbox: Sandbox) {
	return {registry: {...secretsAndStorage(sandbox, 'registry'), service: {instances: 2}}};
}

function secretsAndStorage({s3}: Sandbox, service: string) {
	return {
		'service-account-secret-path': `${service}/service-account`,
		s3: {
			'credential-secret-path': `${service}/s3-credentials`,
			bucket: s3.bucket,
			path: 'registry',
			endpoint: s3.endpoint,
		},
	};
}

export function installRegistry(client: Client, options: object, packageVersion?: string) {
	const body = {packageName: 'package-registry', packageVersion, options};
	return callCosmos(client, '/package/install', body, 'v2');
}
