import test from 'ava';
import pMap from 'p-map';
import {documented} from '../support/golden.ts';
import {faultTable} from './faults/fault-table.ts';
import {type Scenario, scenarios} from './faults/scenario.ts';
import {walkFaults} from './faults/walk-faults.ts';

test('whatever goes wrong with any request of an installation, a second run ends where an undisturbed one does', async t => {
	t.timeout(600_000);
	// one after the other: each of them keeps the machine busy
	const walk = async (scenario: Scenario) => ({name: scenario.name, ...(await walkFaults(t, scenario))});
	const began = performance.now();
	const walks = await pMap(scenarios, walk, {concurrency: 1});
	const runs = walks.reduce((sum, {cells}) => sum + cells.filter(cell => cell !== null).length, 0);
	t.log(`${runs} disturbed runs in ${Math.round((performance.now() - began) / 1000)} s`);
	await documented(t, 'install-faults', faultTable(walks));
});
