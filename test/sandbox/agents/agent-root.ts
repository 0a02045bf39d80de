import {lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {writeExecutables} from '../../support/executables.ts';
import type {AgentPrograms} from './agent-programs.ts';

const ownDirectories = ['etc/docker', 'run/dcos/pki/CA', 'run/docker', 'root', 'programs'];
const mountPoints = ['dev', 'proc', 'tmp', 'sandbox', 'etc/alternatives', 'etc/pki', 'etc/ssl'];
const softwareDirectories = ['usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64'];
const caBundlePath = 'run/dcos/pki/CA/ca-bundle.crt';

const changeable = ['etc/docker', 'run/docker', 'root'];

/** Makes the file system of an agent on which nobody has set up any trust: /etc/docker is there, certs.d is not. */
export async function createAgentRoot(root: string): Promise<void> {
	await Promise.all([...ownDirectories, ...mountPoints].map(path => mkdir(join(root, path), {recursive: true})));
	await Promise.all(softwareDirectories.map(name => standIn(name, root)));
	await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
	await writeFile(join(root, 'etc/group'), 'root:x:0:\n');
}

/** Takes away what commands can have left there. Their /tmp ended with them. */
export async function emptyAgentRoot(root: string): Promise<void> {
	for (const directory of changeable.map(path => join(root, path))) {
		await rm(directory, {recursive: true, force: true});
		await mkdir(directory);
	}
}

/** Links where the machine has a link, which is so where /usr is merged; a mount point where it has a directory. */
async function standIn(name: string, root: string): Promise<void> {
	const found = await lstat(join('/', name)).catch(() => undefined);
	if (found?.isSymbolicLink()) await symlink(await readlink(join('/', name)), join(root, name));
	else if (found) await mkdir(join(root, name));
}

/** Replaces the agent's programs. */
export async function writePrograms(root: string, programs: AgentPrograms): Promise<void> {
	const directory = join(root, 'programs');
	await Promise.all((await readdir(directory)).map(name => rm(join(directory, name))));
	await writeExecutables(directory, programs);
}

/** Puts the cluster's CA where DC/OS keeps it on an agent; undefined takes it away. */
export async function writeCaBundle(root: string, pem: string | undefined): Promise<void> {
	if (pem === undefined) await rm(join(root, caBundlePath), {force: true});
	else await writeFile(join(root, caBundlePath), pem);
}

/** The files below certs.d by their path; empty where there is no such directory. One that is moved meanwhile may be missing. */
export async function readCertsD(root: string): Promise<Record<string, string>> {
	const certsD = join(root, 'etc/docker/certs.d');
	const found = await readdir(certsD, {recursive: true, withFileTypes: true}).catch(() => []);
	const paths = found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
	const files = paths.sort().map(async path => [relative(certsD, path), await readUnlessGone(path)] as const);
	return Object.fromEntries(
		(await Promise.all(files)).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])),
	);
}

async function readUnlessGone(path: string): Promise<string | null> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}
