import {readFile} from 'node:fs/promises';
import path from 'node:path';

/** What package-lock.json pins of a package. */
export type Locked = {
	version: string;
	/** Subresource integrity of the package's tarball: `sha512-` and the digest in base64. */
	integrity: string;
};

/** The packages of package-lock.json by their folder, `node_modules/got`. */
export async function readLockfile(project: string): Promise<ReadonlyMap<string, Locked>> {
	const text = await readFile(path.join(project, 'package-lock.json'), 'utf8');
	const {packages} = JSON.parse(text) as {packages: Record<string, Partial<Locked>>};
	const pinned = Object.entries(packages).flatMap(([folder, {version, integrity}]) =>
		version === undefined || integrity === undefined ? [] : [[folder, {version, integrity}] as const],
	);
	return new Map(pinned);
}
