import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import ssh2, {type ParsedKey} from 'ssh2';
import {type SshHost, sshConfig} from './ssh-config.ts';
import {createSshKey} from './ssh-key.ts';

/** The key pair that every machine lets in, whatever the user name. */
export type Login = {key: ParsedKey; identity: string};

/** Makes the key pair; its private half is a file in the directory. */
export async function createLogin(directory: string): Promise<Login> {
	const identity = join(directory, 'id_ed25519');
	const pair = createSshKey();
	await writeFile(identity, pair.private, {mode: 0o600});
	const key = ssh2.utils.parseKey(pair.public);
	if (key instanceof Error) throw key;
	return {key, identity};
}

/** Writes the ssh_config that knows the machines, and returns its path. A host key is a line for known_hosts. */
export async function writeSshConfig(
	directory: string,
	{identity}: Login,
	machines: {host: SshHost; hostKey: string}[],
): Promise<string> {
	const [config, knownHosts] = [join(directory, 'ssh_config'), join(directory, 'known_hosts')];
	const hosts = machines.map(({host}) => host);
	await writeFile(config, sshConfig(hosts, {identity, knownHosts}));
	await writeFile(knownHosts, machines.map(({hostKey}) => `${hostKey}\n`).join(''));
	return config;
}
