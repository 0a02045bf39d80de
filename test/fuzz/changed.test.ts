import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {withSandbox} from '../sandbox/with-sandbox.ts';
import {changedRun, changedWorlds} from './changed-run.ts';
import {smallest} from './smallest.ts';

/** The same worlds in every run. */
const others = fc.sample(changedWorlds, {seed: 19, numRuns: 5});

test('with one answer changed, no defect is told, nothing of others looks like ours, and nothing is claimed that was not said', async t => {
	t.timeout(300_000);
	const {sandbox, client} = await withSandbox(t);
	const directory = path.join(path.dirname(sandbox.caFile), 'fuzz');
	const faults: string[] = [];
	for (const world of [...smallest, ...others]) faults.push(...(await changedRun(world, {sandbox, client, directory})));
	t.deepEqual(faults, []);
});
