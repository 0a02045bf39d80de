import test from 'ava';
import {shortLine} from '../../../src/trust/result-line.ts';
import {agentResult} from './agent-results.ts';

test('what became of an agent stands with what Docker says', t => {
	t.is(shortLine(agentResult(7, {state: 'changed'})), 'changed, Docker says trusted');
	t.is(shortLine(agentResult(7)), 'unchanged, Docker says trusted');
});

test('a restart is told', t => {
	t.is(shortLine(agentResult(7, {docker: 'restarted'})), 'unchanged, Docker restarted, Docker says trusted');
	t.is(shortLine(agentResult(7, {docker: 'restarted', proof: null})), 'unchanged, Docker restarted, not asked');
});

test('the reason stands in the place of all that', t => {
	const why = 'it refused the SSH connection';
	t.is(shortLine(agentResult(7, {state: 'unreachable', docker: 'restarted', why})), `unreachable, ${why}`);
});

test('without reason and proof there is only the state', t => {
	t.is(shortLine(agentResult(7, {state: 'not started', proof: null})), 'not started');
});
