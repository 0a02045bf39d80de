import {access, mkdir, mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import pMap from 'p-map';
import {refuseWithoutStrip} from './bare-node.ts';
import {type Bundle, bundle} from './bundle.ts';
import {makeExecutable} from './executable.ts';
import {fingerprint} from './fingerprint.ts';
import {executableMode, filesBeside, type SharedTexts, sharedTexts} from './plugin-files.ts';
import {writeZip} from './plugin-zip.ts';
import {writeSums} from './sums.ts';
import {linux, type Target, targets, zipName} from './targets.ts';

/** Absolute paths of what was built for Linux. */
export type Built = {binary: string; zip: string};

/** The project that this file belongs to. */
export const thisProject = path.join(import.meta.dirname, '..');

/**
 * Makes the binary and the zip of Linux. Safe to repeat: while nothing that goes into them has changed they stay as they are, and
 * a build that fails or is interrupted leaves the last good pair in place.
 */
export async function build(project = thisProject): Promise<Built> {
	await makeMissing(project, [linux]);
	const folder = path.join(project, 'binaries');
	return {binary: path.join(folder, `dcos-registry-${linux.name}`), zip: path.join(folder, zipName(linux))};
}

/** Makes the zips of all targets, and the list of their checksums; gives their absolute paths. Safe to repeat, as a build is. */
export async function packageAll(project = thisProject): Promise<readonly string[]> {
	await refuseWithoutStrip();
	await makeMissing(project, targets);
	const folder = path.join(project, 'binaries');
	await writeSums(folder, targets.map(zipName));
	return targets.map(target => path.join(folder, zipName(target)));
}

type Made = {target: Target; folder: string; stamp: string};

async function makeMissing(project: string, wanted: readonly Target[]): Promise<void> {
	const inputs = await fingerprint(project);
	const folder = path.join(project, 'binaries');
	const all = wanted.map(target => ({target, folder, stamp: path.join(folder, `dcos-registry-${target.name}.stamp`)}));
	const present = await Promise.all(all.map(async made => (await builtFrom(made)) === inputs));
	const missing = all.filter((_, index) => !present[index]);
	if (missing.length === 0) return;
	await mkdir(path.join(project, '.tmp'), {recursive: true});
	const scratch = await mkdtemp(path.join(project, '.tmp', 'build-'));
	try {
		const bundled = await bundle(project, scratch);
		const texts = await sharedTexts(project, bundled);
		// One takes up to a gigabyte of memory while it is sealed.
		await pMap(missing, async made => make(made, {bundled, texts, project, scratch, inputs}), {concurrency: 2});
	} finally {
		await rm(scratch, {recursive: true, force: true});
	}
}

/** The fingerprint of the sources that the present files were made of; undefined when one of them is missing. */
async function builtFrom({target, folder, stamp}: Made): Promise<string | undefined> {
	try {
		const files = [zipName(target), ...(target === linux ? [`dcos-registry-${target.name}`] : [])];
		const [inputs] = await Promise.all([
			readFile(stamp, 'utf8'),
			...files.map(file => access(path.join(folder, file))),
		]);
		return inputs;
	} catch {
		return undefined;
	}
}

type Sources = {bundled: Bundle; texts: SharedTexts; project: string; scratch: string; inputs: string};

async function make({target, folder, stamp}: Made, sources: Sources): Promise<void> {
	const {bundled, texts, project, scratch, inputs} = sources;
	const executable = await makeExecutable(target, bundled, {project, scratch});
	const content = await readFile(executable);
	const files = [
		...(await filesBeside(target, texts, project)),
		{name: target.executable, mode: executableMode, content},
	];
	const zipped = path.join(scratch, zipName(target));
	await writeZip(files, zipped);
	await rm(stamp, {force: true});
	// A rename, because a binary that runs can be replaced but not written to.
	if (target === linux) await rename(executable, path.join(folder, `dcos-registry-${target.name}`));
	await rename(zipped, path.join(folder, zipName(target)));
	await writeFile(stamp, inputs);
}
