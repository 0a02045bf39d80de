import test from 'ava';
import {compareAuthorities} from '../../../src/trust/compare-authorities.ts';
import {agentResult} from './agent-results.ts';

const other = (number: number, caFingerprint: string | null) =>
	agentResult(number, {state: 'failed', ca: 'different', caFingerprint, why: 'it has the CA of another cluster'});

test('an agent with another CA is told with how many others have the same', t => {
	const [one, two, stray, fine, unseen] = compareAuthorities([
		other(1, 'CC'),
		other(2, 'CC'),
		other(3, 'DD'),
		agentResult(4),
		other(5, null),
	]);
	const why = 'it has the CA of another cluster (SHA-256';
	t.is(one?.why, `${why} CC; one other agent has it too)`);
	t.is(two?.why, `${why} CC; one other agent has it too)`);
	t.is(stray?.why, `${why} DD; no other agent has it)`);
	t.is(fine?.why, null);
	t.is(unseen?.why, 'it has the CA of another cluster');
});
