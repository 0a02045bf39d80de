import {withoutEndSlashes} from '../errors/end-slashes.ts';

/** The package, by the name that Cosmos knows. */
export const packageName = 'package-registry';

/** What the official documentation and the official plugin call the account's permission: it lets the registry get its certificate. */
export const requiredPermission = 'dcos:adminrouter:ops:ca:rw';

/** 1.12 named the service `registry`; it was renamed in 1.13 because the Docker package of that name has the same app id. */
export function defaultServiceName(dcosVersion: string): string {
	return /^1\.12\b/.test(dcosVersion) ? 'registry' : 'dcos-registry';
}

/** Of a service, a secret or a path in a bucket: /my/registry/ and my/registry are one. */
export function withoutOuterSlashes(text: string): string {
	return withoutEndSlashes(text.replace(/^\/+/, ''));
}

export function serviceName(name: string): string {
	return withoutOuterSlashes(name);
}

export function appId(name: string): string {
	return `/${serviceName(name)}`;
}

/** The name under which a cluster's masters and agents reach the service: DC/OS drops every slash of the app id. */
export function registryHost(name: string): string {
	return `${serviceName(name).replaceAll('/', '')}.marathon.l4lb.thisdcos.directory`;
}

/** What Cosmos is told to read packages from. */
export function repositoryUri(name: string): string {
	return `https://${registryHost(name)}/repo`;
}

/** An account name may not hold slashes. */
export function accountName(name: string): string {
	return `${serviceName(name).replaceAll('/', '-')}-account`;
}

/** Secrets below the service's own name can be read by no other service. */
export const defaultSecret = {
	serviceAccount: (name: string) => `${serviceName(name)}/service-account`,
	s3Credentials: (name: string) => `${serviceName(name)}/s3-credentials`,
};

/** The CLI's examples write secrets with a leading slash too; it is the same secret. */
export function secretName(path: string): string {
	return path.replace(/^\/+/, '');
}

/**
 * Whether DC/OS lets the service read the secret: its directory must be a part of the service's path
 * (`a/s` for /a/b, never `a/c/s`); a secret at the root is read by every service.
 */
export function mayRead(name: string, secretPath: string): boolean {
	const directory = secretName(secretPath).split('/').slice(0, -1).join('/');
	const service = serviceName(name);
	return directory === '' || service === directory || service.startsWith(`${directory}/`);
}
