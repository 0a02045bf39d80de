import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {parse} from 'smol-toml';
import {billFaults} from './bill-faults.ts';
import {completionFiles} from './completion.ts';
import {executableFaults} from './executable-faults.ts';
import {type Locked, readLockfile} from './lockfile.ts';
import {executableMode, fileNames, plainMode} from './plugin-files.ts';
import {mtime, type ZippedFile} from './plugin-zip.ts';
import type {Target} from './targets.ts';

/** What the project says about its zips. */
export type Expected = {
	version: string;
	licence: string;
	pluginName: unknown;
	completion: readonly string[];
	lockfile: ReadonlyMap<string, Locked>;
};

export async function expectedOf(project: string): Promise<Expected> {
	const read = (name: string) => readFile(path.join(project, name), 'utf8');
	const {version} = JSON.parse(await read('package.json')) as {version: string};
	return {
		version,
		licence: await read(fileNames.licence),
		pluginName: parse(await read(fileNames.description)).name,
		completion: (await completionFiles(project)).map(({name}) => name),
		lockfile: await readLockfile(project),
	};
}

/** What is wrong with the files of a target's zip, a sentence each. */
export async function zipFaults(
	target: Target,
	files: readonly ZippedFile[],
	expected: Expected,
): Promise<readonly string[]> {
	const names = [...Object.values(fileNames), ...expected.completion, target.executable];
	const content = new Map(files.map(file => [file.name, file.content]));
	const text = (name: string) => content.get(name)?.toString() ?? '';
	const missing = names.filter(name => !content.has(name)).map(name => `${name} is missing`);
	// What is missing is one fault, and not one of each check as well.
	if (missing.length > 0) return missing;
	return [
		...files.filter(({name}) => !names.includes(name)).map(({name}) => `${name} does not belong into it`),
		...orderFaults(files, names),
		...files.flatMap(file => entryFaults(file, target)),
		...descriptionFaults(text(fileNames.description), target, expected),
		...(text(fileNames.licence) === expected.licence ? [] : [`${fileNames.licence} is not the project's`]),
		...(await billFaults(text(fileNames.bill), {target, expected, licences: text(fileNames.thirdParty)})),
		...executableFaults(target, content.get(target.executable) ?? Buffer.alloc(0)).map(
			fault => `${target.executable} ${fault}`,
		),
	];
}

function orderFaults(files: readonly ZippedFile[], names: readonly string[]): readonly string[] {
	const order = files.map(({name}) => name).filter(name => names.includes(name));
	return order.join() === names.join() ? [] : ['its files stand in another order, or twice'];
}

function entryFaults({name, mode, mtime: time}: ZippedFile, {executable}: Target): readonly string[] {
	const wanted = name === executable ? executableMode : plainMode;
	return [
		...(mode === wanted ? [] : [`${name} has the mode ${mode.toString(8)}, and not ${wanted.toString(8)}`]),
		...(time.getTime() === mtime.getTime() ? [] : [`${name} has a time of its own, ${time.toISOString()}`]),
	];
}

function descriptionFaults(text: string, {executable}: Target, {pluginName}: Expected): readonly string[] {
	try {
		const {schema_version: schema, name, commands} = parse(text);
		const [command, ...more] = Array.isArray(commands) ? commands : [];
		const {name: word, path: file, description} = (command ?? {}) as Record<string, unknown>;
		const isRight = schema === 1 && name === pluginName && word === 'registry' && file === executable;
		if (isRight && more.length === 0 && typeof description === 'string' && description !== '') return [];
		return [`${fileNames.description} does not give dcos the one command registry at ${executable}`];
	} catch (error) {
		return [`${fileNames.description} cannot be read: ${String(error)}`];
	}
}
