import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {readZip} from './plugin-zip.ts';
import {readSums, sumOf, sumsFile} from './sums.ts';
import {type Target, targets, zipName} from './targets.ts';
import {type Expected, expectedOf, zipFaults} from './zip-faults.ts';

/**
 * All that is wrong with the zips in a folder, each in one sentence that names the zip; empty when they are what this project's
 * sources and lockfile say they are.
 */
export async function packagingFaults(folder: string, project: string): Promise<readonly string[]> {
	const expected = await expectedOf(project);
	const faults = [...(await sumFaults(folder))];
	for (const target of targets) faults.push(...(await faultsIn(target, folder, expected)));
	return faults;
}

/** The zips of one target only, one in memory at a time. */
async function faultsIn(target: Target, folder: string, expected: Expected): Promise<readonly string[]> {
	try {
		const files = await readZip(path.join(folder, zipName(target)));
		return (await zipFaults(target, files, expected)).map(fault => `${zipName(target)}: ${fault}`);
	} catch (error) {
		return [`${zipName(target)}: it cannot be read: ${String(error)}`];
	}
}

async function sumFaults(folder: string): Promise<readonly string[]> {
	try {
		const sums = await readSums(folder);
		const there = (await readdir(folder)).filter(name => name.endsWith('.zip'));
		const names = new Set([...targets.map(zipName), ...there, ...sums.keys()]);
		const faults = await Promise.all([...names].map(name => sumFault(folder, name, sums.get(name))));
		return faults.filter(fault => fault !== null);
	} catch (error) {
		return [`${sumsFile}: it cannot be read: ${String(error)}`];
	}
}

async function sumFault(folder: string, name: string, sum: string | undefined): Promise<string | null> {
	if (sum === undefined) return `${sumsFile}: it does not name ${name}`;
	const found = await sumOf(path.join(folder, name)).catch(() => null);
	if (found === null) return `${sumsFile}: it names ${name}, which cannot be read`;
	return found === sum ? null : `${name}: its SHA-256 is ${found}, and not ${sum} as ${sumsFile} says`;
}
