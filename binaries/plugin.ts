import {access, mkdir, mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {bundle} from './bundle.ts';
import {makeExecutable} from './executable.ts';
import {fingerprint} from './fingerprint.ts';
import {zipPlugin} from './plugin-zip.ts';

/** Absolute paths of what was built. */
export type Built = {binary: string; zip: string};

const project = path.join(import.meta.dirname, '..');
const binary = path.join(project, 'binaries', 'dcos-registry-linux-x64');
const zip = `${binary}.zip`;
const stamp = `${binary}.stamp`;

/**
 * Makes the binary and the zip for `dcos plugin add`. Safe to repeat: while nothing that goes into them has changed they stay
 * as they are, and a build that fails or is interrupted leaves the last good pair in place.
 */
export async function build(): Promise<Built> {
	const inputs = await fingerprint(project);
	if ((await builtFrom()) !== inputs) await make(inputs);
	return {binary, zip};
}

/** The fingerprint of the sources that the present files were made of; undefined when one of them is missing. */
async function builtFrom(): Promise<string | undefined> {
	try {
		const [inputs] = await Promise.all([readFile(stamp, 'utf8'), access(binary), access(zip)]);
		return inputs;
	} catch {
		return undefined;
	}
}

async function make(inputs: string): Promise<void> {
	await mkdir(path.join(project, '.tmp'), {recursive: true});
	const scratch = await mkdtemp(path.join(project, '.tmp', 'build-'));
	try {
		const executable = await makeExecutable(await bundle(project, scratch), project, scratch);
		const zipped = await zipPlugin(executable, project, scratch);
		await rm(stamp, {force: true});
		// A rename, because a binary that runs can be replaced but not written to.
		await rename(executable, binary);
		await rename(zipped, zip);
		await writeFile(stamp, inputs);
	} finally {
		await rm(scratch, {recursive: true, force: true});
	}
}
