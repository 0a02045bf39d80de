import path from 'node:path';
import test from 'ava';
import {withSandbox} from '../sandbox/with-sandbox.ts';
import {hostileRun} from './hostile-run.ts';

/** In each of these worlds something leaked, ran or was asked for elsewhere, before the redactor and the checks of names were there. */
const seeds = [
	4, 6, 13, 17, 19, 29, 42, 43, 46, 51, 57, 60, 62, 63, 71, 73, 74, 75, 81, 85, 92, 96, 100, 101, 103, 107, 110, 114,
	118, 120, 126, 129, 130, 133, 134, 140, 141, 146, 147, 152, 153, 160, 162, 173, 181, 183, 201, 210, 212, 213, 215,
	219, 220, 229, 232, 233, 236, 241, 245, 253, 255, 261, 264, 268, 269, 279, 281, 284, 286, 295, 297, 20223,
];

test('in a hostile world no secret is told, nothing runs, and no word of others stands bare in a command or a path', async t => {
	t.timeout(300_000);
	const {sandbox, client} = await withSandbox(t);
	const directory = path.join(path.dirname(sandbox.caFile), 'fuzz');
	const faults: string[] = [];
	for (const seed of seeds) faults.push(...(await hostileRun(seed, {sandbox, client, directory})));
	t.deepEqual(faults, []);
});
