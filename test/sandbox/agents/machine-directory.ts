import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {buildSync} from 'esbuild';

const dockerSource = fileURLToPath(new URL('docker/docker.ts', import.meta.url));

/** The same for all sandboxes of this process. */
let docker: string | undefined;

/** One plain file starts twice as fast as the TypeScript it is made of, and it starts at every pull. */
function bundleDocker(): string {
	const {outputFiles} = buildSync({
		entryPoints: [dockerSource],
		write: false,
		bundle: true,
		platform: 'node',
		format: 'esm',
		logLevel: 'silent',
	});
	return outputFiles.map(({text}) => text).join('');
}

/** Makes the directory that all agents share. The names that they resolve come into it too. */
export async function createMachineDirectory(directory: string): Promise<void> {
	await mkdir(directory);
	docker ??= bundleDocker();
	await writeFile(join(directory, 'docker.mjs'), docker);
	// The place at which Node.js is mounted.
	await writeFile(join(directory, 'node'), '');
}
