import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CommandResult} from '../sandbox/agents/agent-spec.ts';
import {createSshKey} from '../sandbox/agents/ssh-key.ts';
import {addAddress} from './address.ts';
import {type Bed, runInMachine} from './bed.ts';
import {writePrograms} from './machine-files.ts';
import {stubSetting} from './stub-setting.ts';
import {writeFiles} from './write-files.ts';

/** Which Docker a machine has: a dockerd of its own, the sandbox's double, or none. */
export type DockerKind = 'real' | 'stub' | 'none';

export type MachineSpec = {
	/** Its host name, and that of its directory in the bed. */
	name: string;
	/** The first is IPv4. */
	addresses: readonly string[];
	docker: DockerKind;
	/** Further files below its root. */
	files?: Record<string, string>;
	/** The double reads certs.d when it starts, and not at every pull. */
	cachesCerts?: boolean;
	/** Names it resolves besides its own, to addresses. */
	hosts?: Record<string, string>;
};

/** A machine of the bed with its own files, processes, users and sshd. */
export type Machine = {
	name: string;
	/** Lines for known_hosts. */
	hostKeys: string;
	/** Runs a shell command as root. */
	run: (command: string, input?: string) => Promise<CommandResult>;
	/** Path by which this process reaches one of the machine's files; a link on the way to it must not be absolute. */
	path: (file: string) => string;
	/** Text of a file; empty where there is none. */
	read: (file: string) => string;
};

const dockerPrograms: Record<DockerKind, Record<string, string>> = {
	real: {'usr/lib/agent/docker-service': 'docker-service-real.sh'},
	stub: {'usr/lib/agent/docker-service': 'docker-service-stub.sh', 'usr/bin/docker': 'docker-stub.sh'},
	none: {},
};

const builder = join(import.meta.dirname, 'build-machine.sh');

/** Starts a machine with all its services. */
export async function startMachine(bed: Bed, spec: MachineSpec): Promise<Machine> {
	const {name, addresses, docker} = spec;
	const hostKey = createSshKey();
	const upper = bed.path(join('machines', name, 'upper'));
	await writeFiles(upper, ownFiles(spec));
	await writeFiles(upper, {'etc/ssh/ssh_host_ed25519_key': hostKey.private}, 0o600);
	await writePrograms(upper, dockerPrograms[docker]);
	for (const address of addresses) await addAddress(bed, address);
	const visible = docker === 'real' ? 'yes' : 'no';
	const node = docker === 'stub' ? process.execPath : '';
	const separate = ['unshare', '--mount', '--uts', '--propagation', 'private'];
	const printed = await bed.run([...separate, 'sh', builder, bed.directory, name, visible, node]);
	const pid = Number.parseInt(printed, 10);
	if (!(pid > 0)) throw new Error(`${name} has no init: "${printed}"`);
	const path = (file: string) => join('/proc', String(pid), 'root', file);
	return {
		name,
		hostKeys: addresses.map(address => `${address} ${hostKey.public}\n`).join(''),
		run: (command, input) => runInMachine(pid, command, input),
		path,
		read: file => textOf(path(file)),
	};
}

function ownFiles({name, addresses, hosts = {}, files = {}, cachesCerts = false}: MachineSpec): Record<string, string> {
	const resolved = Object.entries({localhost: '127.0.0.1', [name]: addresses[0] ?? '', ...hosts});
	const behindPort443 = Object.entries(hosts).map(([host, address]) => [host, {address, port: 443}]);
	return {
		'etc/hostname': `${name}\n`,
		'etc/hosts': resolved.map(([host, address]) => `${address} ${host}\n`).join(''),
		'etc/agent/names.json': JSON.stringify(Object.fromEntries(behindPort443)),
		'etc/ssh/sshd_config.d/50-address.conf': addresses.map(address => `ListenAddress ${address}\n`).join(''),
		'etc/agent/docker-setting.json': JSON.stringify(stubSetting(cachesCerts)),
		...files,
	};
}

function textOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
		throw error;
	}
}
