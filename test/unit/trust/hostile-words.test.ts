import test from 'ava';
import {answerIn} from '../../../src/trust/agent-answer.ts';
import {explainSsh} from '../../../src/trust/explain-ssh.ts';
import {outcome} from './cluster-of-agents.ts';
import {hostileWords} from './hostile-words.ts';
import {look} from './looked-at-agent.ts';

// one that takes a time that grows with the square takes minutes for a megabyte, and the test has seconds
for (const [name, words] of hostileWords(1_000_000)) {
	test(`a megabyte of ${name} is judged, and told in a line that can be read`, async t => {
		const stderr = explainSsh({...outcome, exitCode: 255, stderr: words, stdout: words}, {began: false, seconds: 120});
		t.true(stderr.why.length < 1000, stderr.why.slice(0, 200));
		const answered = await look(['begin', 'ca same', 'file r right'], {over: {stdout: words, stderr: words}}).result;
		t.true((answered.why ?? '').length < 10_000);
	});
}

test('what is said 100,000 times is kept as often as anybody would read it', t => {
	const lines = (verb: string) => Array.from({length: 100_000}, (_, index) => `m ${verb} r ${index}\n`).join('');
	const answer = answerIn(
		['problem', 'odd', 'words', 'proof', 'curl', 'setting unchecked', 'daemon'].map(lines).join(''),
		'm',
	);
	t.is(answer.problems.length, 10);
	t.is(answer.odd.length, 10);
	t.is(answer.setting.unchecked.length, 100_000);
	t.is(answer.proofs.length, 200);
	t.is(answer.proofs[0]?.words.split('\n').length, 10);
	t.true(answer.proofs[0]?.words.endsWith('99999'));
});
