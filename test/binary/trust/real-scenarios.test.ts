import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {golden} from '../../support/golden.ts';
import {testWhere} from '../../support/test-where.ts';
import {realBed} from './real-bed.ts';
import {scenarioTable} from './scenario-table.ts';
import {scenarios} from './scenarios.ts';
import {walkScenarios} from './walk-scenarios.ts';

const onRealAgents = testWhere(test, whyNoRealAgents());

onRealAgents('what agents of the sandbox report of each trouble, real ones do too', async t => {
	t.timeout(900_000);
	const bed = await realBed(t, scenarios);
	const met = await walkScenarios(t, bed);
	await golden(t, 'real-agent-faults', scenarioTable(met, bed.normal));
});
