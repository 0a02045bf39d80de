import {readFile} from 'node:fs/promises';
import {nestedRegistryOptions, registryOptions} from '../../../sandbox/registry-setup.ts';
import type {Scene} from '../scene.ts';

/** What `dcos registry storage s3` leaves behind: the options file, and the secret with the keys. */
export async function chooseStorage({operator: {sandbox}, options}: Scene): Promise<void> {
	const value = await readFile(sandbox.s3.credentialsFile, 'utf8');
	sandbox.secrets.secrets.set('dcos-registry/s3-credentials', {value});
	await options(printed(registryOptions(sandbox)));
}

/** The same for the package of DC/OS 1.12. */
export async function chooseNestedStorage({operator: {sandbox}, options}: Scene): Promise<void> {
	const value = await readFile(sandbox.s3.credentialsFile, 'utf8');
	sandbox.secrets.secrets.set('registry/s3-credentials', {value});
	await options(printed(nestedRegistryOptions(sandbox)));
}

export type Changes = {service?: object; registry?: object};

/** Writes the options of `chooseStorage` with these changes; undefined takes an option out. */
export function chooseOtherwise({operator: {sandbox}, options}: Scene, {service, registry}: Changes): Promise<void> {
	const usual = registryOptions(sandbox);
	return options(printed({service: {...usual.service, ...service}, registry: {...usual.registry, ...registry}}));
}

export function printed(document: object): string {
	return `${JSON.stringify(document, null, 2)}\n`;
}
