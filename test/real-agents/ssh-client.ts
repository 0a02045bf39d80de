import {mkdir, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {execa} from 'execa';
import type {SshKey} from '../sandbox/agents/ssh-key.ts';
import {writeExecutables} from '../support/executables.ts';
import type {Bed} from './bed.ts';

/** The operator's side: what the system's own ssh needs to reach the machines of a bed. */
export type SshClient = {
	/** A directory whose `ssh` is the real one, in the network of the bed. To stand first on PATH. */
	path: string;
	/** For `ssh -F`. Takes nothing from the user's own files. */
	sshConfig: string;
	/** Replaces what is known of host keys: the lines of known_hosts. */
	know: (hostKeys: readonly string[]) => Promise<void>;
};

/** Writes an operator's files below a directory; `login` is the key that the machines let in. */
export async function createSshClient(bed: Bed, directory: string, login: SshKey): Promise<SshClient> {
	const [path, sshConfig] = [join(directory, 'path'), join(directory, 'ssh_config')];
	const [identity, knownHosts] = [join(directory, 'id_ed25519'), join(directory, 'known_hosts')];
	await mkdir(path);
	await writeExecutables(path, {ssh: await enteringSsh(bed)});
	await writeFile(identity, login.private, {mode: 0o600});
	await writeFile(sshConfig, configuration(identity, knownHosts));
	return {
		path,
		sshConfig,
		async know(hostKeys) {
			await writeFile(`${knownHosts}.new`, hostKeys.join(''));
			await rename(`${knownHosts}.new`, knownHosts);
		},
	};
}

/** `exec` all the way, so that signals reach ssh and its exit code comes back. */
async function enteringSsh({pid}: Bed): Promise<string> {
	const {stdout: ssh} = await execa('sh', ['-c', 'command -v ssh']);
	return `#!/bin/sh\nexec nsenter --net=/proc/${pid}/ns/net -- ${ssh} "$@"\n`;
}

function configuration(identity: string, knownHosts: string): string {
	return `Host *
	User root
	IdentityFile "${identity}"
	IdentitiesOnly yes
	IdentityAgent none
	PreferredAuthentications publickey
	UserKnownHostsFile "${knownHosts}"
	GlobalKnownHostsFile none
	StrictHostKeyChecking yes
	UpdateHostKeys no
`;
}
