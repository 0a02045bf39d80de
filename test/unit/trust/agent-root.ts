import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {writeExecutables} from '../../support/executables.ts';

export type Ran = {exitCode: number | null; stdout: string; stderr: string};

/** A file system of its own in which a script is root, as on an agent; gone with `remove`. */
export type AgentRoot = {
	/** The path on this machine of a path on the agent. */
	at: (path: string) => string;
	write: (path: string, text: string) => Promise<void>;
	/** Puts a program first on the agent's PATH. */
	stub: (name: string, script: string) => Promise<void>;
	/** What the stubs were called with, a line each. */
	calls: () => Promise<string[]>;
	/** Runs a command with the text on standard input. */
	run: (command: readonly string[], input: string) => Ran;
	/** The same, without waiting for its end. */
	start: (command: readonly string[], input: string) => {child: ChildProcess; ended: Promise<Ran>};
	remove: () => Promise<void>;
};

/** The machine's software without its Docker, /etc and /run. The mounts go with the command, because the namespace does. */
const enter = `
cd "$1"; shift
for each in usr bin sbin lib lib32 lib64 dev; do
	if [ -d "$each" ] && [ ! -L "$each" ]; then mount --rbind "/$each" "$each" || exit 99; fi
done
# Debian's awk is a link through this directory
if [ -d etc/alternatives ]; then mount --bind /etc/alternatives etc/alternatives || exit 99; fi
for each in docker $LACKS; do
	for below in usr/bin usr/sbin usr/local/bin; do
		if [ -e "$below/$each" ]; then mount --bind /dev/null "$below/$each" || exit 99; fi
	done
done
for each in $MOUNTS; do . "./mounts/$each" || exit 98; done
exec chroot . "$@"`;

const software = ['usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'etc/alternatives'];

const namespaces = ['--user', '--map-root-user', '--mount', '/bin/sh', '-c', enter, 'sh'];
const path = '/stubs:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

export type AgentTraits = {
	/** Programs that it does not have, besides Docker. */
	lacks?: readonly string[];
	/** Shell lines that mount something more, with the agent's root as the directory; by name, for each command anew. */
	mounts?: Readonly<Record<string, string>>;
};

export async function agentRoot({lacks = [], mounts = {}}: AgentTraits = {}): Promise<AgentRoot> {
	const root = await mkdtemp(join(tmpdir(), 'agent-root-'));
	for (const directory of ['dev', 'etc', 'run/dcos/pki/CA', 'stubs', 'tmp', 'mounts']) {
		await mkdir(join(root, directory), {recursive: true});
	}
	await linkSoftware(root);
	const at = (name: string) => join(root, name);
	for (const [name, lines] of Object.entries(mounts)) await writeFile(at(`mounts/${name}`), lines);
	const env = {PATH: path, LANG: 'de_DE.UTF-8', LACKS: lacks.join(' '), MOUNTS: Object.keys(mounts).join(' ')};
	return {
		at,
		write: (name, text) => writeFile(at(name), text),
		async stub(name, script) {
			await writeExecutables(at('stubs'), {[name]: `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>/calls\n${script}\n`});
		},
		async calls() {
			const text = await readFile(at('calls'), 'utf8').catch(() => '');
			return text.split('\n').filter(line => line !== '');
		},
		run(command, input) {
			const options = {input, encoding: 'utf8', timeout: 60_000, env} as const;
			const {status, stdout, stderr} = spawnSync('unshare', [...namespaces, root, ...command], options);
			return {exitCode: status, stdout, stderr};
		},
		start(command, input) {
			const child = spawn('unshare', [...namespaces, root, ...command], {env});
			const said = {stdout: '', stderr: ''};
			child.stdout.on('data', chunk => {
				said.stdout += String(chunk);
			});
			child.stderr.on('data', chunk => {
				said.stderr += String(chunk);
			});
			child.stdin.end(input);
			const ended = new Promise<Ran>(resolve => {
				child.once('close', exitCode => resolve({exitCode, ...said}));
			});
			return {child, ended};
		},
		remove: () => rm(root, {recursive: true, force: true}),
	};
}

/** A link where the machine has one, as where /usr is merged, and a place to mount on where it has a directory. */
async function linkSoftware(root: string): Promise<void> {
	for (const name of software) {
		const found = await lstat(`/${name}`).catch(() => null);
		if (found?.isSymbolicLink()) await symlink(`usr/${name}`, join(root, name));
		else if (found?.isDirectory()) await mkdir(join(root, name), {recursive: true});
	}
}
