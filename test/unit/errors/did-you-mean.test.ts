import test from 'ava';
import fc from 'fast-check';
import {didYouMean} from '../../../src/errors/did-you-mean.ts';

const words = ['storage', 'install', 'trust-agents', 's3', 'show'];

const guesses: Readonly<Record<string, string | null>> = {
	stroage: 'storage',
	storge: 'storage',
	instal: 'install',
	'trust-agent': 'trust-agents',
	trustagents: 'trust-agents',
	s4: 's3',
	sow: 'show',
	shwo: 'show',
	'3s': 's3',
	hows: null,
	install: 'install',
	uninstalled: null,
	remove: null,
	x: null,
	'': null,
};

for (const [word, meant] of Object.entries(guesses)) {
	test(`"${word}" ${meant === null ? 'is like no known word' : `was probably "${meant}"`}`, t => {
		t.is(didYouMean(word, words), meant);
	});
}

test('nothing is meant where nothing is known', t => {
	t.is(didYouMean('storage', []), null);
});

test('what is meant is always one of the known words', t => {
	fc.assert(
		fc.property(fc.string(), fc.array(fc.string()), (word, known) => {
			const meant = didYouMean(word, known);
			return meant === null || known.includes(meant);
		}),
	);
	t.pass();
});
