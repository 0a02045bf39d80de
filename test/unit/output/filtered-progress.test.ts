import test from 'ava';
import {eventLog} from '../../../src/output/event-log.ts';
import {filteredProgress} from '../../../src/output/filtered-progress.ts';

test('every text of every kind is told as the filter gave it, and work on many keeps its names', t => {
	const lines: string[] = [];
	let hide = false;
	const {progress} = eventLog({append: line => void lines.push(line), clock: {now: () => 0, elapsed: () => 0}});
	const filtered = filteredProgress(progress, text => text.replaceAll('canary', hide ? '***' : '###'));
	const step = filtered.step('a canary');
	step.update('state canary', 'why canary');
	step.done('done canary');
	filtered.step('b').unchanged('canary');
	filtered.step('c').failed('canary');
	const many = filtered.many('many canary', ['canary', 'other', 'other']);
	hide = true;
	many.update('canary', 'doing canary');
	many.ended('canary', 'ended canary', 'open');
	many.close('closed canary');
	filtered.note('note canary');
	filtered.warn('warn canary');
	filtered.clear();
	t.false(lines.join('').includes('canary'));
	t.like(JSON.parse(lines.find(line => line.includes('"agent-ended"')) ?? '{}'), {agent: '###', result: 'ended ***'});
	t.like(JSON.parse(lines.find(line => line.includes('"agents"')) ?? '{}'), {agents: 3});
	t.is(lines.length, 13);
});
