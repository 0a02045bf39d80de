import test from 'ava';
import fc from 'fast-check';
import {type Event, eventLog} from '../../../src/output/event-log.ts';
import type {Step} from '../../../src/output/progress.ts';

type Line = {time: string} & Event;

/** A log in memory, with a clock that stands still until `pass`. */
function recordedLog() {
	const lines: string[] = [];
	let time = Date.UTC(2020, 0, 31, 23, 59, 59, 7);
	const log = eventLog({append: line => lines.push(line), clock: {now: () => time, elapsed: () => time}});
	const pass = (milliseconds: number) => {
		time += milliseconds;
	};
	return {...log, lines, pass, events: () => lines.map(line => JSON.parse(line) as Line)};
}

test('each event is one line of JSON that begins with its time', t => {
	const {progress, end, lines, pass} = recordedLog();
	const health = progress.step('Health');
	pass(993);
	health.update('1 of 2', 'no agent offers memory');
	health.update('1 of 2', 'no agent offers memory');
	health.update('1 of 2');
	health.update('1 of 2');
	health.done('healthy');
	progress.step('Package').done();
	progress.step('Repository').unchanged('it is there');
	progress.step('Bucket').failed('NoSuchBucket');
	progress.note('[1/2] 10.0.0.1 changed');
	progress.warn('Warning: "look"\nthere');
	progress.clear();
	end({exitCode: 0, error: null});
	t.deepEqual(lines, [
		'{"time":"2020-01-31T23:59:59.007Z","event":"begin","step":"Health"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"state","step":"Health","state":"1 of 2","why":"no agent offers memory"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"state","step":"Health","state":"1 of 2","why":null}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"done","step":"Health","result":"healthy","seconds":0.993}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"begin","step":"Package"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"done","step":"Package","result":null,"seconds":0}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"begin","step":"Repository"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"unchanged","step":"Repository","result":"it is there"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"begin","step":"Bucket"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"failed","step":"Bucket","reason":"NoSuchBucket"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"note","text":"[1/2] 10.0.0.1 changed"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"warning","text":"Warning: \\"look\\"\\nthere"}',
		'{"time":"2020-02-01T00:00:00.000Z","event":"end","exitCode":0,"error":null}',
	]);
});

test('a step that an error left open has failed because of it', t => {
	const {progress, end, events} = recordedLog();
	progress.step('Package').done();
	progress.step('Health').update('1 of 2');
	end({exitCode: 7, error: '/dcos-registry is not healthy yet'});
	t.like(events().slice(-2), [
		{event: 'failed', step: 'Health', reason: '/dcos-registry is not healthy yet'},
		{event: 'end', exitCode: 7, error: '/dcos-registry is not healthy yet'},
	]);
});

test('a step that a run with a result left open has not been finished', t => {
	const {progress, end, events} = recordedLog();
	progress.step('Health');
	end({exitCode: 5, error: null});
	t.like(events().slice(-2), [
		{event: 'failed', reason: 'left unfinished'},
		{event: 'end', error: null},
	]);
});

test('the agents of work on many are told each with what it does and how it ended, once', t => {
	const {progress, lines, pass} = recordedLog();
	const many = progress.many('Changing', ['10.0.0.1', '10.0.0.2']);
	many.update('10.0.0.1', 'connecting');
	many.update('10.0.0.1', 'connecting');
	many.update('10.0.0.9', 'none of them');
	pass(993);
	many.ended('10.0.0.1', 'changed, "trusted"', 'well');
	many.update('10.0.0.1', 'connecting');
	many.ended('10.0.0.1', 'failed', 'open');
	many.ended('10.0.0.2', 'failed', 'open');
	many.close('1 changed');
	many.ended('10.0.0.2', 'failed', 'open');
	many.close();
	t.is(
		lines[1],
		'{"time":"2020-01-31T23:59:59.007Z","event":"agent-state","step":"Changing","agent":"10.0.0.1","state":"connecting"}',
	);
	t.deepEqual(
		lines.map(line => JSON.parse(line.replace(/"time":"[^"]*",/, ''))),
		[
			{event: 'begin', step: 'Changing', agents: 2},
			{event: 'agent-state', step: 'Changing', agent: '10.0.0.1', state: 'connecting'},
			{event: 'agent-ended', step: 'Changing', agent: '10.0.0.1', mark: 'well', result: 'changed, "trusted"'},
			{event: 'agent-ended', step: 'Changing', agent: '10.0.0.2', mark: 'open', result: 'failed'},
			{event: 'done', step: 'Changing', result: '1 changed', seconds: 0.993},
		],
	);
});

test('work on many that an error left open has failed because of it', t => {
	const {progress, end, events} = recordedLog();
	progress.many('Changing', ['10.0.0.1']).update('10.0.0.1', 'connecting');
	end({exitCode: 1, error: 'no way'});
	t.like(events().at(-2), {event: 'failed', step: 'Changing', reason: 'no way'});
});

type Action =
	| {kind: 'begin'}
	| {kind: 'update'; step: number; state: string; why?: string}
	| {kind: 'end'; step: number; how: 'done' | 'unchanged' | 'failed'; text: string}
	| {kind: 'line'; how: 'note' | 'warn'; text: string}
	| {kind: 'pass'; milliseconds: number};

const text = fc.string({unit: 'grapheme-composite', maxLength: 8});
const step = fc.nat(4);
const action: fc.Arbitrary<Action> = fc.oneof(
	fc.record({kind: fc.constant('begin' as const)}),
	fc.record(
		{
			kind: fc.constant('update' as const),
			step,
			state: fc.constantFrom('a', 'b', '\n'),
			why: fc.constantFrom('c', '"'),
		},
		{requiredKeys: ['kind', 'step', 'state']},
	),
	fc.record({
		kind: fc.constant('end' as const),
		step,
		how: fc.constantFrom('done' as const, 'unchanged' as const, 'failed' as const),
		text,
	}),
	fc.record({kind: fc.constant('line' as const), how: fc.constantFrom('note' as const, 'warn' as const), text}),
	fc.record({kind: fc.constant('pass' as const), milliseconds: fc.nat(5000)}),
);
const actionLists = fc.array(action, {maxLength: 40, size: 'max'});

/** Does all that to a log, to steps in any order, and ends it. Each step has a title of its own. */
function play(actions: readonly Action[]): {lines: readonly string[]; events: readonly Line[]} {
	const {progress, end, pass, lines, events} = recordedLog();
	const steps: Step[] = [];
	for (const each of actions) {
		if (each.kind === 'begin') steps.push(progress.step(String(steps.length)));
		else if (each.kind === 'update') steps[each.step]?.update(each.state, each.why);
		else if (each.kind === 'end') steps[each.step]?.[each.how](each.text);
		else if (each.kind === 'line') progress[each.how](each.text);
		else pass(each.milliseconds);
	}
	end({exitCode: 0, error: null});
	return {lines, events: events()};
}

test('whatever happens, each line is one object, time goes on, and the last one is the only end', t => {
	fc.assert(
		fc.property(actionLists, actions => {
			const {lines, events} = play(actions);
			for (const line of lines) t.notRegex(line, /[\r\n]/);
			for (const [index, {time}] of events.entries()) {
				t.is(time, new Date(time).toISOString());
				t.true(time >= (events[index - 1]?.time ?? ''));
			}
			t.deepEqual(
				events.flatMap(({event}, index) => (event === 'end' ? [index] : [])),
				[lines.length - 1],
			);
		}),
	);
});

test('whatever happens, each begin has one end, after it and after every state, and each state is new', t => {
	fc.assert(
		fc.property(actionLists, actions => {
			const {events} = play(actions);
			const titles = actions.filter(({kind}) => kind === 'begin').map((_, index) => String(index));
			for (const title of titles) {
				const own = events.filter(event => 'step' in event && event.step === title);
				const kinds = own.map(({event}) => event).join(' ');
				t.regex(kinds, /^begin( state)* (done|unchanged|failed)$/);
				const seen = own.flatMap(each => (each.event === 'state' ? [JSON.stringify([each.state, each.why])] : []));
				t.true(seen.every((each, index) => each !== seen[index - 1]));
			}
		}),
	);
});
