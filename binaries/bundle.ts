import {readFile} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import {type BuildResult, build as esbuild} from 'esbuild';

/** Absolute paths of the two scripts that go into the binary. */
export type Bundle = {launcher: string; app: string};

/**
 * Bundles the launcher and the plugin into one CommonJS file each in `scratch`: a single executable's main script must be
 * CommonJS and can load nothing but Node's own modules.
 */
export async function bundle(project: string, scratch: string): Promise<Bundle> {
	const {version} = JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8')) as {version: string};
	const result = await esbuild({
		entryPoints: {launcher: path.join(project, 'src/launcher.ts'), app: path.join(project, 'src/main.ts')},
		outdir: scratch,
		outExtension: {'.js': '.cjs'},
		absWorkingDir: project,
		bundle: true,
		platform: 'node',
		target: 'node22',
		format: 'cjs',
		// jsonc-parser's "main" is UMD, whose require calls esbuild cannot see.
		mainFields: ['module', 'main'],
		// The app is not a file that Node.js knows, so a real import() would have no loader: each becomes a lazy require.
		supported: {'dynamic-import': false},
		// Identifiers stay: shortening them starts nothing faster (measured), and names are what an error and its stack are read by.
		minifyWhitespace: true,
		minifySyntax: true,
		define: {DCOS_REGISTRY_VERSION: JSON.stringify(version), 'import.meta.url': 'importMetaUrl'},
		banner: {js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;"},
		metafile: true,
		logLevel: 'warning',
	});
	const scripts = {launcher: path.join(scratch, 'launcher.cjs'), app: path.join(scratch, 'app.cjs')};
	refuseUnbundled(result, await readFile(scripts.app, 'utf8'));
	return scripts;
}

/** Throws when the bundle would look for a file at run time, which the user's machine doesn't have. */
function refuseUnbundled({metafile}: BuildResult<{metafile: true}>, app: string): void {
	const imports = Object.values(metafile.outputs).flatMap(output => output.imports);
	const missing = imports.filter(({path, external}) => external && !isBuiltin(path)).map(({path}) => path);
	const relative = app.match(/\brequire\d*\("\.[^"]*"\)/g) ?? [];
	if (missing.length + relative.length > 0) {
		throw new Error(`the bundle lacks what it loads when it runs: ${[...missing, ...relative].join(', ')}`);
	}
}
