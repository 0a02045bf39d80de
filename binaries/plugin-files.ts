import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Bundle} from './bundle.ts';
import {completionFiles} from './completion.ts';
import {thirdPartyLicences} from './licences.ts';
import {billFor, packagesBill} from './sbom.ts';
import type {Target} from './targets.ts';

/** A file of the plugin: its path within the zip, and the mode that dcos gives it. */
export type PluginFile = {name: string; mode: number; content: Buffer};

export const fileNames = {
	description: 'plugin.toml',
	licence: 'LICENSE',
	thirdParty: 'THIRD-PARTY-LICENSES.txt',
	bill: 'sbom.cdx.json',
} as const;

export const plainMode = 0o100644;
/** dcos gives a file the mode that the zip names, and one that it may not execute fails without a word. */
export const executableMode = 0o100755;

/** All files of a target's plugin but the executable, in the order in which they stand in the zip. */
export async function filesBeside(target: Target, texts: SharedTexts, project: string): Promise<readonly PluginFile[]> {
	const files = [
		{name: fileNames.description, text: describedFor(target, texts.description)},
		{name: fileNames.licence, text: texts.licence},
		{name: fileNames.thirdParty, text: texts.thirdParty},
		{name: fileNames.bill, text: await billFor(target, texts.bill, project)},
		...texts.completion,
	];
	return files.map(({name, text}) => ({name, mode: plainMode, content: Buffer.from(text)}));
}

/** What is the same for all targets, or nearly so. */
export type SharedTexts = Awaited<ReturnType<typeof sharedTexts>>;

export async function sharedTexts(project: string, {packages}: Bundle) {
	const read = (name: string) => readFile(path.join(project, name), 'utf8');
	const [description, licence, thirdParty, bill, completion] = await Promise.all([
		read('plugin.toml'),
		read('LICENSE'),
		thirdPartyLicences(project, packages),
		packagesBill(project, packages),
		completionFiles(project),
	]);
	return {description, licence, thirdParty, bill, completion};
}

/** On Windows the command's path has the extension. */
function describedFor({executable}: Target, description: string): string {
	return description.replace('path = "bin/dcos-registry"', `path = "${executable}"`);
}
