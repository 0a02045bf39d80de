import test from 'ava';
import fc from 'fast-check';
import {type Counts, countsInWords, tally} from '../../../src/output/tally.ts';

test('each agent is in the count of how far it is', t => {
	const agents = tally(['a', 'b', 'c', 'd', 'e']);
	agents.update('b', 'connecting', 0);
	agents.ended('c', 'changed', 'well');
	agents.ended('d', 'unchanged', 'unchanged');
	agents.ended('e', 'failed', 'open');
	t.deepEqual(agents.counts(), {all: 5, done: 2, open: 1, running: 1, waiting: 1});
	t.deepEqual(agents.open, [{name: 'e', line: 'failed'}]);
});

test('the one that has been doing the same for the longest time comes first', t => {
	const agents = tally(['a', 'b', 'c']);
	agents.update('c', 'connecting', 1);
	agents.update('a', 'connecting', 2);
	agents.update('b', 'connecting', 3);
	t.true(agents.update('c', 'restarting', 4));
	t.false(agents.update('a', 'connecting', 5));
	t.deepEqual(
		[...agents.running].map(([name, {doing, since}]) => `${name} ${doing} ${since}`),
		['a connecting 2', 'b connecting 3', 'c restarting 4'],
	);
});

test('an agent that ended, or that is none of them, is nothing new', t => {
	const agents = tally(['a']);
	t.true(agents.ended('a', 'failed', 'open'));
	t.false(agents.ended('a', 'changed', 'well'));
	t.false(agents.update('a', 'connecting', 0));
	t.false(agents.update('b', 'connecting', 0));
	t.false(agents.ended('b', 'failed', 'open'));
	t.deepEqual(agents.counts(), {all: 1, done: 0, open: 1, running: 0, waiting: 0});
});

const none: Counts = {all: 1000, done: 0, open: 0, running: 0, waiting: 0};
for (const [counts, words] of [
	[{...none, done: 312, open: 3, running: 32, waiting: 653}, '312 of 1000 done · 3 open · 32 running · 653 waiting'],
	[{...none, waiting: 1000}, '0 of 1000 done · 1000 waiting'],
	[{...none, done: 1000}, '1000 of 1000 done'],
] as const) {
	test(`the counts are "${words}"`, t => {
		t.is(countsInWords(counts), words);
	});
}

const name = fc.constantFrom('a', 'b', 'c', 'd', 'a stranger');
const told = fc.oneof(
	fc.record({name, doing: fc.constantFrom('x', 'y')}),
	fc.record({name, mark: fc.constantFrom('well' as const, 'unchanged' as const, 'open' as const)}),
);

test('whatever is told, the counts add up, and those that run are in the order in which they began to do so', t => {
	fc.assert(
		fc.property(fc.array(told), all => {
			const agents = tally(['a', 'b', 'c', 'd']);
			for (const [time, each] of all.entries()) {
				if ('doing' in each) agents.update(each.name, each.doing, time);
				else agents.ended(each.name, 'somehow', each.mark);
				const {done, open, running, waiting} = agents.counts();
				t.is(done + open + running + waiting, 4);
				t.is(open, agents.open.length);
				const times = [...agents.running.values()].map(({since}) => since);
				t.deepEqual(
					times,
					times.toSorted((one, other) => one - other),
				);
			}
		}),
	);
});
