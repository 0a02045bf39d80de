import test from 'ava';
import {documented} from '../../support/golden.ts';
import {embeddedBed} from './scenario-bed.ts';
import {scenarioPage} from './scenario-table.ts';
import {scenarios} from './scenarios.ts';
import {walkScenarios} from './walk-scenarios.ts';

test('each way in which an agent can fail has its own words, and none keeps the others from their trust', async t => {
	t.timeout(600_000);
	const bed = await embeddedBed(t, scenarios);
	const met = await walkScenarios(t, bed);
	await documented(t, 'agent-faults', scenarioPage(met, bed.normal));
});
