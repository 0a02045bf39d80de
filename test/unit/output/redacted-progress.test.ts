import test from 'ava';
import {eventLog} from '../../../src/output/event-log.ts';
import {redactedProgress} from '../../../src/output/redacted-progress.ts';

test('every text of every kind is told as it was redacted, and work on many keeps its names', t => {
	const lines: string[] = [];
	let hide = false;
	const {progress} = eventLog({append: line => void lines.push(line), now: () => 0});
	const redacted = redactedProgress(progress, text => text.replaceAll('canary', hide ? '***' : '###'));
	const step = redacted.step('a canary');
	step.update('state canary', 'why canary');
	step.done('done canary');
	redacted.step('b').unchanged('canary');
	redacted.step('c').failed('canary');
	const many = redacted.many('many canary', ['canary', 'other', 'other']);
	hide = true;
	many.update('canary', 'doing canary');
	many.ended('canary', 'ended canary', 'open');
	many.close('closed canary');
	redacted.note('note canary');
	redacted.warn('warn canary');
	redacted.clear();
	t.false(lines.join('').includes('canary'));
	t.like(JSON.parse(lines.find(line => line.includes('"agent-ended"')) ?? '{}'), {agent: '###', result: 'ended ***'});
	t.like(JSON.parse(lines.find(line => line.includes('"agents"')) ?? '{}'), {agents: 3});
	t.is(lines.length, 13);
});
