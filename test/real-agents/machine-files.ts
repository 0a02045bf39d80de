import {chmod, chown, mkdir, readFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {buildSync} from 'esbuild';
import {writeExecutables} from '../support/executables.ts';
import type {Bed} from './bed.ts';
import {writeFiles} from './write-files.ts';

/** Where machines ask for names that are not in /etc/hosts. */
export const nameServer = '198.51.100.1';

/** Of the sandbox's `sudoPassword`, as crypt(3) makes it; the salt is fixed, since nothing is protected by it. */
const passwordHash =
	'$6$realagents$lwP9HiHrl6FxzErQZw0k0IllvNqqxOr/a56HOUYzIqPUw.IEU.aUyq0ZS8ayFXd2g6MGeGtLacuYQ9fjANL.3.';

const files: Record<string, string> = {
	'etc/passwd': `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
sshd:x:74:65534:sshd:/run/sshd:/usr/sbin/nologin
centos:x:1000:1000:centos:/home/centos:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`,
	'etc/group': `root:x:0:
daemon:x:1:
tty:x:5:
shadow:x:42:
utmp:x:43:
docker:x:990:
centos:x:1000:
nogroup:x:65534:
`,
	'etc/sudoers': `Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
root ALL=(ALL) ALL
@includedir /etc/sudoers.d
`,
	'etc/sudoers.d/centos': 'centos ALL=(ALL) NOPASSWD: ALL\n',
	// The first value of an option counts, so that a file in sshd_config.d can change any of these.
	'etc/ssh/sshd_config': `Include /etc/ssh/sshd_config.d/*.conf
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM yes
PrintMotd no
PrintLastLog no
LogLevel VERBOSE
Subsystem sftp /usr/lib/openssh/sftp-server
`,
	'etc/agent/banner': 'Authorised use only.\n',
	'etc/agent/slow-seconds': '1\n',
	'etc/resolv.conf': `nameserver ${nameServer}\n`,
	'root/.bashrc': '',
	'home/centos/.bashrc': '',
};

const secretFiles: Record<string, string> = {
	'etc/shadow': `root:*:19000:0:99999:7:::
daemon:*:19000:0:99999:7:::
sshd:*:19000:0:99999:7:::
centos:${passwordHash}:19000:0:99999:7:::
nobody:*:19000:0:99999:7:::
`,
};

const directories = [
	'etc/docker',
	'etc/ssh/sshd_config.d',
	'run/sshd',
	'run/docker',
	'var/log',
	'var/lib/docker',
	'tmp',
	'opt',
];

const programs: Record<string, string> = {
	'usr/bin/systemctl': 'systemctl.sh',
	'usr/lib/agent/sshd-service': 'sshd-service.sh',
	'usr/lib/agent/slow-session': 'slow-session.sh',
	'usr/lib/agent/dying-session': 'dying-session.sh',
};

/** Fills the layer that all machines of a bed have over this machine's own files. */
export async function writeCommonLayer(bed: Bed, loginKey: string): Promise<void> {
	const layer = bed.path('added');
	await Promise.all(directories.map(path => mkdir(join(layer, path), {recursive: true})));
	await chmod(join(layer, 'tmp'), 0o1777);
	await writeFiles(layer, {...files, 'etc/agent/cgroup': bed.cgroup});
	await writeFiles(layer, secretFiles, 0o600);
	await writePrograms(layer, programs);
	await writeFiles(layer, {'root/.ssh/authorized_keys': loginKey, 'home/centos/.ssh/authorized_keys': loginKey}, 0o600);
	for (const path of ['', '.bashrc', '.ssh', '.ssh/authorized_keys']) {
		await chown(join(layer, 'home/centos', path), 1000, 1000);
	}
	await writeFiles(layer, {
		'opt/agent/docker-stub.mjs': bundleDockerStub(),
		// the place at which Node.js is mounted
		'opt/agent/node': '',
	});
}

/** One plain file starts twice as fast as the TypeScript it is made of. */
function bundleDockerStub(): string {
	const {outputFiles} = buildSync({
		entryPoints: [join(import.meta.dirname, 'programs/docker-stub.ts')],
		write: false,
		bundle: true,
		platform: 'node',
		format: 'esm',
		logLevel: 'silent',
	});
	return outputFiles.map(({text}) => text).join('');
}

/** Puts programs of this folder below a root: path there to file name here. */
export async function writePrograms(root: string, wanted: Record<string, string>): Promise<void> {
	for (const [path, name] of Object.entries(wanted)) {
		const content = await readFile(join(import.meta.dirname, 'programs', name), 'utf8');
		await mkdir(dirname(join(root, path)), {recursive: true});
		await writeExecutables(dirname(join(root, path)), {[basename(path)]: content});
	}
}
