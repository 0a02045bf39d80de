import {createHash} from 'node:crypto';
import {access, mkdir, readFile, rename} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {extract} from 'tar';
import {type Locked, readLockfile} from './lockfile.ts';
import {linux, type Target} from './targets.ts';

/**
 * Absolute path of the target's official Node.js. That of Linux is the one which npm has installed; the others are fetched
 * from the registry once and kept packed below `.tmp/node-packages`. Throws when one is not what package-lock.json pins.
 */
export async function nodeOf(target: Target, {project, scratch}: {project: string; scratch: string}): Promise<string> {
	if (target === linux) return path.join(project, 'node_modules', target.nodePackage, target.nodeFile);
	const locked = (await readLockfile(project)).get(`node_modules/${target.nodePackage}`);
	if (locked === undefined) throw new Error(`package-lock.json does not pin ${target.nodePackage}`);
	const packed = await packedNode(target, locked, {kept: path.join(project, '.tmp', 'node-packages'), scratch});
	const folder = path.join(scratch, target.nodePackage);
	await mkdir(folder, {recursive: true});
	await extract({file: packed, cwd: folder, strip: 1}, [`package/${target.nodeFile}`]);
	return path.join(folder, target.nodeFile);
}

async function packedNode(
	{nodePackage}: Target,
	locked: Locked,
	{kept, scratch}: {kept: string; scratch: string},
): Promise<string> {
	const name = `${nodePackage}-${locked.version}.tgz`;
	const packed = path.join(kept, name);
	if (await exists(packed)) {
		await refuseOther(packed, locked);
		return packed;
	}
	// Not `npm install`, which refuses what was made for another system.
	await execa('npm', ['pack', `${nodePackage}@${locked.version}`, '--silent', '--pack-destination', scratch]);
	const fetched = path.join(scratch, name);
	await refuseOther(fetched, locked);
	await mkdir(kept, {recursive: true});
	await rename(fetched, packed);
	return packed;
}

/** Throws when the tarball's SHA-512 is not the one that is pinned. */
export async function refuseOther(packed: string, {integrity}: Locked): Promise<void> {
	const found = `sha512-${createHash('sha512')
		.update(await readFile(packed))
		.digest('base64')}`;
	if (found === integrity) return;
	throw new Error(
		`${packed} is not the package that package-lock.json pins: its integrity is ${found}, not ${integrity}. Delete the file; when it comes again, somebody has changed the package in the registry or on the way`,
	);
}

async function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false,
	);
}
