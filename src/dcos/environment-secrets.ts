import {KnownSecrets} from '../errors/known-secrets.ts';
import {Secret} from '../errors/secret.ts';
import type {Environment} from '../world.ts';

/** What the environment holds of secrets before anything was read: the login of the CLI, and passwords in URLs and addresses of proxies. */
export function environmentSecrets(env: Environment): KnownSecrets {
	const known = new KnownSecrets();
	if (env.DCOS_ACS_TOKEN) known.keep(new Secret(env.DCOS_ACS_TOKEN));
	for (const [name, value = ''] of Object.entries(env))
		known.keepUrlPasswords(/_proxy$/i.test(name) && !value.includes('://') ? `http://${value}` : value);
	return known;
}
