import {readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {SandboxOptions} from '../sandbox/sandbox.ts';
import {writeExecutables} from '../support/executables.ts';
import {cliEnvironment, type PluginRun, packagedPlugin, runPlugin} from '../support/plugin.ts';
import {type Installer, withInstaller} from './faults/installer.ts';
import {normalised} from './normalised.ts';

/** An installer who has a directory and pastes into the shell what the plugin printed. */
export type AtShell = Installer & {
	directory: string;
	/** The file with the keys of the store. */
	keys: string;
	/** Files in the directory. */
	write: (name: string, content: string) => Promise<void>;
	read: (name: string) => Promise<string>;
	remove: (name: string) => Promise<void>;
	/** Runs a line in which `dcos` is the CLI with this plugin. */
	paste: (line: string) => Promise<PluginRun>;
	/** What is the same in every run, of a text. */
	normal: (text: string) => string;
};

export async function atShell(t: ExecutionContext, options: Omit<SandboxOptions, 'directory'> = {}): Promise<AtShell> {
	const installer = await withInstaller(t, options);
	const {sandbox} = installer;
	const home = path.dirname(sandbox.caFile);
	const directory = path.join(home, 'operator');
	await makeCommand(home, await packagedPlugin());
	return {
		...installer,
		directory,
		keys: await readFile(sandbox.s3.credentialsFile, 'utf8'),
		write: (name, content) => writeFile(path.join(directory, name), content),
		read: name => readFile(path.join(directory, name), 'utf8'),
		remove: name => rm(path.join(directory, name)),
		async paste(line) {
			await writeExecutables(home, {pasted: `#!/bin/sh\nPATH='${home}':$PATH\n${line}\n`});
			return runPlugin(path.join(home, 'pasted'), [], {cwd: directory, env: cliEnvironment(sandbox)});
		},
		normal: text =>
			normalised(text, {sandbox, directory}).replaceAll(/… \(\d+ characters\)/g, '… (<count> characters)'),
	};
}

/** `dcos registry …` is what the CLI makes of it: the plugin with these words. */
async function makeCommand(directory: string, binary: string): Promise<void> {
	await writeExecutables(directory, {dcos: `#!/bin/sh\nexec '${binary}' "$@"\n`});
}

/** The command with which the last line of an error ends. */
export function advisedCommand(stderr: string): string {
	const [, command] = /^Hint: .*: (dcos registry .+)$/m.exec(stderr) ?? [];
	if (command === undefined) throw new Error(`no command is advised:\n${stderr}`);
	return command;
}
