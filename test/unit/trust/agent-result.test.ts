import test from 'ava';
import fc from 'fast-check';
import {type AgentState, exitCodeOf, failuresFirst, isOpen} from '../../../src/trust/agent-result.ts';
import {agentResult} from './agent-results.ts';

const settled: readonly AgentState[] = ['unchanged', 'changed', 'removed'];
const open: readonly AgentState[] = [
	'failed',
	'unreachable',
	'restart needed',
	'not proved',
	'not running',
	'not started',
	'lacking',
	'to remove',
];

test('an agent is open until it trusts the registry', t => {
	for (const state of settled) t.false(isOpen(agentResult(1, {state})));
	for (const state of open) t.true(isOpen(agentResult(1, {state})));
});

test('failures come first, and agents of one state keep their order', t => {
	const states = fc.array(fc.constantFrom(...settled, ...open));
	fc.assert(
		fc.property(states, list => {
			const results = list.map((state, index) => agentResult(index, {state}));
			const sorted = failuresFirst(results);
			t.true(sorted.length === results.length && results.every(each => sorted.includes(each)));
			const firstSettled = sorted.findIndex(each => !isOpen(each));
			t.true(firstSettled === -1 || sorted.slice(firstSettled).every(each => !isOpen(each)));
			for (const state of list) {
				const same = sorted.filter(each => each.state === state).map(each => results.indexOf(each));
				t.deepEqual(
					same,
					same.toSorted((one, other) => one - other),
				);
			}
		}),
	);
});

const looking = {check: true, interrupted: false};
const changing = {check: false, interrupted: false};

const codes: readonly (readonly [string, readonly AgentState[], typeof looking, readonly number[]])[] = [
	['all trust the registry', ['unchanged', 'changed'], changing, []],
	['one failed', ['changed', 'failed'], changing, [5]],
	['one could not be reached', ['unreachable'], changing, [5]],
	['one needs a restart', ['restart needed'], changing, [5]],
	['one does not run', ['not running'], changing, [5]],
	['one was to be proved and was not', ['not proved'], changing, [5]],
	['one was to be proved in a look and was not', ['not proved'], looking, [5]],
	['one has nothing left and another never had', ['removed', 'unchanged'], changing, []],
	['one would be taken back in a dry run', ['to remove'], changing, []],
	['one needs a restart and that was only looked at', ['restart needed'], looking, [3]],
	['one does not run in a look', ['not running'], looking, [5]],
	['one lacks the trust in a dry run', ['lacking'], changing, []],
	['one lacks the trust and that was asked', ['lacking', 'unchanged'], looking, [3]],
	['one lacks it and another failed', ['lacking', 'failed'], looking, [5, 3]],
	['it was interrupted', ['changed', 'not started'], {check: false, interrupted: true}, [130, 5]],
];

for (const [what, states, wish, wanted] of codes) {
	test(`when ${what}, the exit codes that hold are: ${wanted.join(', ') || 'none'}`, t => {
		const results = states.map((state, index) => agentResult(index, {state}));
		t.deepEqual<unknown, unknown>(exitCodeOf(results, wish), wanted);
	});
}
