import test from 'ava';
import {meantFlag} from '../../../src/cli/meant-flag.ts';

const known = ['service-name', 'service-account', 'ca-fingerprint', 'ca-path', 'check', 'yes', 'type'];

for (const [word, meant] of [
	['chekc', 'check'],
	['CHECK', 'check'],
	['service-nmae', 'service-name'],
	['fingerprint', 'ca-fingerprint'],
	['ca-f', 'ca-fingerprint'],
	['path', 'ca-path'],
	// the beginning, or a part, of two
	['service', null],
	['ca-', null],
	// two letters are the beginning of too much
	['ch', null],
	['nonsense', null],
] as const) {
	test(`by --${word} is meant ${meant ?? 'nothing that is known'}`, t => {
		t.is(meantFlag(word, known), meant);
	});
}
