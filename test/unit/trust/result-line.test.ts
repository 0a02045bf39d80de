import test from 'ava';
import {resultLine} from '../../../src/trust/result-line.ts';
import {agentResult} from './agent-results.ts';

test('an agent is one line with its number, as wide as the number of all', t => {
	t.is(
		resultLine(agentResult(7, {state: 'changed'}), {ended: 3, all: 312}),
		'[003/312] 10.0.0.7 changed, Docker says trusted',
	);
	t.is(resultLine(agentResult(7), {ended: 3, all: 6}), '[3/6] 10.0.0.7 unchanged, Docker says trusted');
});

test('the reason stands in the place of the proof', t => {
	const result = agentResult(7, {state: 'unreachable', proof: null, why: 'it refused the SSH connection'});
	t.is(resultLine(result, {ended: 1, all: 1}), '[1/1] 10.0.0.7 unreachable, it refused the SSH connection');
});

test('without reason and proof there is only the state', t => {
	t.is(
		resultLine(agentResult(7, {state: 'not started', proof: null}), {ended: 1, all: 1}),
		'[1/1] 10.0.0.7 not started',
	);
});
