import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {withSandbox} from '../sandbox/with-sandbox.ts';
import {lackOfLinux} from '../support/lacks.ts';
import {testWhere} from '../support/test-where.ts';
import {sizedRun, sizedWorlds} from './sized-run.ts';

/** What froze, flooded or felled a run before, then some others, the same in every run. */
const worlds = [
	...[3, 4, 6, 7, 8, 9].map(unit => ({sender: 1, answer: 1, unit, size: 4, shape: 3})),
	...[0, 3, 4, 5].map(shape => ({sender: 2, answer: 0, unit: 0, size: 3, shape})),
	{sender: 2, answer: 2, unit: 16, size: 2, shape: 5},
	{sender: 2, answer: 1, unit: 0, size: 3, shape: 3},
	{sender: 2, answer: 7, unit: 4, size: 5, shape: 4},
	{sender: 2, answer: 0, unit: 0, size: 3, shape: 2},
	{sender: 0, answer: 2, unit: 0, size: 3, shape: 10},
	...[0, 5].map(answer => ({sender: 0, answer, unit: 0, size: 8, shape: 0})),
	...fc.sample(sizedWorlds, {seed: 20, numRuns: 4}),
];

// the system tells there how much memory a program had
testWhere(test, lackOfLinux)(
	'whatever a store, an agent or a file sends, no run is slow, large or a defect',
	async t => {
		t.timeout(300_000);
		const {sandbox, client} = await withSandbox(t);
		const directory = path.join(path.dirname(sandbox.caFile), 'fuzz');
		const faults: string[] = [];
		for (const world of worlds) faults.push(...(await sizedRun(world, {sandbox, client, directory})));
		t.deepEqual(faults, []);
	},
);
