import {copyFile, readFile, writeFile} from 'node:fs/promises';
import {ExecaError, execa} from 'execa';
import {withoutCertificate} from './pe.ts';
import type {Target} from './targets.ts';

/** Writes the target's Node.js to `output` in the form that can be sealed. To be done before, never after. */
export async function writeBareNode({platform}: Target, node: string, output: string): Promise<void> {
	if (platform === 'linux') return stripSymbols(node, output);
	if (platform === 'win') return removeCertificate(node, output);
	// postject removes Apple's signature itself.
	await copyFile(node, output);
}

/** Without its symbols Node.js is 17 MB smaller. Where binutils are missing it serves with them as well. */
async function stripSymbols(node: string, output: string): Promise<void> {
	try {
		await execa('strip', ['-o', output, node]);
	} catch (error) {
		if (!isMissing(error)) throw error;
		await copyFile(node, output);
	}
}

/** Throws where the zips that are given away could not be made as they are elsewhere. */
export async function refuseWithoutStrip(): Promise<void> {
	try {
		await execa('strip', ['--version']);
	} catch (error) {
		if (!isMissing(error)) throw error;
		throw new Error('strip is missing, without which the package for Linux is another one: install binutils', {
			cause: error,
		});
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof ExecaError && error.code === 'ENOENT';
}

/** Sealing would leave the publisher's Authenticode signature pointing into the middle of the file, and true of nothing. */
async function removeCertificate(node: string, output: string): Promise<void> {
	await writeFile(output, withoutCertificate(await readFile(node)));
}
