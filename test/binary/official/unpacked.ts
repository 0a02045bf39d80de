import {link, mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {execa, type Options} from 'execa';
import {thisProject} from '../../../binaries/plugin.ts';
import {writeExecutables} from '../../support/executables.ts';
import {packagedPlugin} from '../../support/plugin.ts';

/** Both plugins of a cluster as the CLI unpacks them; the official one is this shell script. */
export async function bothPlugins(t: ExecutionContext, script: string | null, official = 'package-registry') {
	// a link to the executable, which is of the same disk as the project
	await mkdir(path.join(thisProject, '.tmp'), {recursive: true});
	const directory = await mkdtemp(path.join(thisProject, '.tmp', 'plugins-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const [ours, theirs] = ['dcos-registry', official].map(name =>
		path.join(directory, 'subcommands', name, 'env', 'bin'),
	) as [string, string];
	await mkdir(ours, {recursive: true});
	const binary = path.join(ours, 'dcos-registry');
	await link(await packagedPlugin(), binary);
	if (script !== null) {
		await mkdir(theirs, {recursive: true});
		await writeExecutables(theirs, {'dcos-registry': `#!/bin/sh\ncd '${directory}'\n${script}\n`});
	}
	const env = {PATH: process.env.PATH, DCOS_URL: 'https://127.0.0.1:9', DCOS_ACS_TOKEN: 'a token'};
	return {
		directory,
		binary,
		env,
		read: (name: string) => readFile(path.join(directory, name), 'utf8'),
		start: (words: readonly string[], options: Options = {}) =>
			execa(binary, ['registry', ...words], {
				extendEnv: false,
				reject: false,
				stripFinalNewline: false,
				timeout: 60_000,
				...options,
				env: {...env, ...options.env},
			}),
	};
}
