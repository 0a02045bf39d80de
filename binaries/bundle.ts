import {readFile} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {type BuildOptions, build as esbuild, type Metafile, type Plugin} from 'esbuild';

/** What goes into the binary. */
export type Bundle = {
	/** Absolute path of the main script, a CommonJS module. */
	launcher: string;
	/** Absolute path of the plugin: a function of `require`, `module`, `exports` and `__filename`, as an expression. */
	app: string;
	/** The folders of the packages that are in it, relative to the project, `node_modules/got`; sorted. */
	packages: readonly string[];
};

/** The script for the agents: the module that reads its files becomes one that has their texts. */
const agentsScript: Plugin = {
	name: 'agents-script',
	setup(build) {
		build.onLoad({filter: /[\\/]on-agent[\\/]script-files\.ts$/}, async ({path: file}) => {
			const {files} = (await import(pathToFileURL(file).href)) as {files: object};
			return {contents: `export const files = ${JSON.stringify(files)};`, loader: 'js'};
		});
	},
};

/**
 * Bundles the launcher and the plugin into one file each in `scratch`: a single executable's main script must be CommonJS and can
 * load nothing but Node's own modules.
 */
export async function bundle(project: string, scratch: string): Promise<Bundle> {
	const {version} = JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8')) as {version: string};
	const settings = {
		outExtension: {'.js': '.cjs'},
		outdir: scratch,
		absWorkingDir: project,
		bundle: true,
		// Where node_modules is a link, the bundle names its files all the same.
		preserveSymlinks: true,
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
		// Of yargs' two copies too.
		alias: {'string-width': path.join(project, 'binaries/lazy-string-width.ts')},
		metafile: true,
		logLevel: 'warning',
	} as const satisfies BuildOptions;
	const fileUrl = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";
	const [launcher, app] = await Promise.all([
		esbuild({...settings, entryPoints: {launcher: path.join(project, 'src/launcher.ts')}}),
		esbuild({
			...settings,
			entryPoints: {app: path.join(project, 'src/main.ts')},
			plugins: [agentsScript],
			banner: {js: `(function (require, module, exports, __filename) {"use strict";${fileUrl}`},
			footer: {js: '})'},
		}),
	]);
	const scripts = {launcher: path.join(scratch, 'launcher.cjs'), app: path.join(scratch, 'app.cjs')};
	refuseUnbundled([launcher.metafile, app.metafile], await readFile(scripts.app, 'utf8'));
	return {...scripts, packages: packagesIn([launcher.metafile, app.metafile])};
}

/** The folders of what npm has installed; a package within another's folder is one of its own. */
function packagesIn(metafiles: readonly Metafile[]): readonly string[] {
	// Of an input that nothing is left of, nothing is shipped.
	const inputs = metafiles.flatMap(({outputs}) =>
		Object.values(outputs).flatMap(({inputs}) =>
			Object.entries(inputs).flatMap(([input, {bytesInOutput}]) => (bytesInOutput > 0 ? [input] : [])),
		),
	);
	const folders = inputs.flatMap(input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
	return [...new Set(folders)].sort();
}

/** Throws when the bundle would look for a file at run time, which the user's machine doesn't have. */
function refuseUnbundled(metafiles: readonly Metafile[], app: string): void {
	const imports = metafiles.flatMap(({outputs}) => Object.values(outputs).flatMap(output => output.imports));
	const missing = imports.filter(({path, external}) => external && !isBuiltin(path)).map(({path}) => path);
	const relative = app.match(/\brequire\d*\("\.[^"]*"\)/g) ?? [];
	if (missing.length + relative.length > 0) {
		throw new Error(`the bundle lacks what it loads when it runs: ${[...missing, ...relative].join(', ')}`);
	}
}
