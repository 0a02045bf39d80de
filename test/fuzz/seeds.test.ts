import path from 'node:path';
import test from 'ava';
import {withSandbox} from '../sandbox/with-sandbox.ts';
import {hostileRun} from './hostile-run.ts';

/** In each of these worlds something leaked, ran or was asked for elsewhere, before the redactor and the checks of names were there. */
const seeds = [
	4, 13, 17, 29, 42, 46, 51, 60, 62, 71, 73, 75, 81, 92, 96, 101, 103, 110, 114, 120, 126, 130, 133, 140, 141, 147, 152,
	160, 162, 181, 183, 210, 212, 215, 219, 229, 232, 236, 241, 253, 255, 264, 268, 279, 281, 286, 295, 20223,
];

test('in a hostile world no secret is told, nothing runs, and no word of others stands bare in a command or a path', async t => {
	t.timeout(300_000);
	const {sandbox, client} = await withSandbox(t);
	const directory = path.join(path.dirname(sandbox.caFile), 'fuzz');
	const faults: string[] = [];
	for (const seed of seeds) faults.push(...(await hostileRun(seed, {sandbox, client, directory})));
	t.deepEqual(faults, []);
});
