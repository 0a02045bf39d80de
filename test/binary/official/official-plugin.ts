import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {executableMode, plainMode} from '../../../binaries/plugin-files.ts';
import {writeZip} from '../../../binaries/plugin-zip.ts';
import {writeExecutables} from '../../support/executables.ts';
import type {Cli} from './cli.ts';

/** Its help, as a program of cobra prints it. */
export const theirHelp = `Manage packages of a registry

Usage:
  dcos registry [command]

Available Commands:
  add         Add a package
  build       Build a package

Flags:
  -h, --help  Show help
`;

/**
 * What stands for the official plugin, a shell script: it notes its words, its environment, byte for byte, its process number and its
 * input's digest where it is to, says something on both streams, and ends as the variable END tells it.
 */
const program = (home: string, help: string) => `#!/bin/sh
case "$*" in
*--info) echo 'of the vendor'; exit 0;;
'registry --help') cat <<'end'
${help}end
exit 0;;
esac
cd '${home}' || exit 9
printf '%s\\0' "$@" >words
cat /proc/$$/environ >environment
echo $$ >process
case "$END" in
cat) exec cat;;
KILL) kill -KILL $$;;
*) echo theirs; echo 'theirs too' >&2; exit "\${END:-0}";;
esac
`;

/** Makes its zip, as the vendor might: with or without a plugin.toml; gives the absolute path. */
export async function officialZip(
	{home}: Pick<Cli, 'home'>,
	{toml = true, help = theirHelp}: {toml?: boolean; help?: string} = {},
): Promise<string> {
	const declared = 'name = "package-registry"\n[[commands]]\nname = "registry"\npath = "bin/dcos-registry"\n';
	const files = [
		...(toml ? [{name: 'plugin.toml', mode: plainMode, content: Buffer.from(declared)}] : []),
		{name: 'bin/dcos-registry', mode: executableMode, content: Buffer.from(program(home, help))},
	];
	const output = join(home, 'package-registry.zip');
	await writeZip(files, output);
	return output;
}

/** The same as a program without a zip, which the CLI takes as well, and gives the name of the file. */
export async function officialProgram({home}: Pick<Cli, 'home'>): Promise<string> {
	await writeExecutables(home, {'dcos-registry': program(home, theirHelp)});
	return join(home, 'dcos-registry');
}

export type Noted = {words: readonly string[]; environment: Readonly<Record<string, string>>; process: number};

/** What its last run has noted. */
export async function noted({home}: Pick<Cli, 'home'>): Promise<Noted> {
	const lines = async (name: string) => (await readFile(join(home, name), 'utf8')).split('\0').slice(0, -1);
	const environment = (await lines('environment')).map(line => {
		const at = line.indexOf('=');
		return [line.slice(0, at), line.slice(at + 1)];
	});
	return {
		words: await lines('words'),
		environment: Object.fromEntries(environment),
		process: Number(await readFile(join(home, 'process'), 'utf8')),
	};
}
