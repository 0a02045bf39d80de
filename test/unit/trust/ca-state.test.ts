import test from 'ava';
import {answerIn} from '../../../src/trust/agent-answer.ts';
import {caState, wrongCa} from '../../../src/trust/ca-state.ts';
import {authority, leaf, otherAuthority} from './certificates.ts';

const text = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');
const answer = (...lines: string[]) =>
	answerIn(['begin', ...lines, 'end', ''].map(line => `m ${line}\n`).join(''), 'm');
const now = Date.parse('2030-01-01T00:00:00Z');
const later = Date.parse('2121-01-01T00:00:00Z');
const caPath = '/ca.pem';
const different = (...pems: string[]) => answer(...pems.map(pem => `certificate ${text(pem)}`), 'ca different');

for (const [what, given, at, state, why] of [
	['another authority', different(otherAuthority), now, 'different', 'it has the CA of another cluster in /ca.pem'],
	[
		'a leaf and an authority',
		different(leaf, otherAuthority),
		now,
		'different',
		'it has the CA of another cluster in /ca.pem',
	],
	[
		'a leaf',
		different(leaf),
		now,
		'a leaf',
		'/ca.pem holds the certificate of a server there, not that of an authority',
	],
	[
		'an expired authority',
		different(authority),
		later,
		'expired',
		"the CA in /ca.pem has expired there, and is not the cluster's",
	],
	[
		'an expired leaf',
		different(leaf),
		later,
		'a leaf',
		'/ca.pem holds the certificate of a server there, not that of an authority',
	],
	[
		'no certificate between its lines',
		answer('certificate AAAA', 'ca different'),
		now,
		'not PEM',
		'it has no PEM certificate in /ca.pem',
	],
	[
		'a private key',
		answer('ca private-key'),
		now,
		'a private key',
		'/ca.pem holds a private key there, and nothing of it is copied',
	],
	['no PEM', answer('ca not-pem'), now, 'not PEM', 'it has no PEM certificate in /ca.pem'],
	['nothing', answer('ca empty'), now, 'empty', '/ca.pem is empty there'],
	['no file', answer('ca missing'), now, 'missing', 'it has no file /ca.pem'],
	['a file that cannot be read', answer('ca unreadable'), now, 'unreadable', 'it cannot read /ca.pem'],
] as const) {
	test(`an agent with ${what} as its CA has the state ${state}`, t => {
		t.is(caState(given, at), state);
		const [told, hint] = wrongCa(given, {caPath, now: at});
		t.is(told, why);
		t.not(hint, '');
	});
}

for (const [lines, state] of [
	[['ca same', 'file r right', 'file r:443 written'], 'written'],
	[['ca same', 'file r right', 'file r:443 right'], 'right'],
	[['ca same', 'file r written', 'file r:443 lacking'], 'lacking'],
	[['ca same', 'problem r no', 'file r:443 written'], 'not written'],
	[['problem - no root'], null],
	[['file r removed', 'file r:443 foreign'], 'removed'],
	[['file r foreign', 'file r:443 absent'], 'foreign'],
	[['file r ours', 'file r:443 absent'], 'to remove'],
	[['file r absent'], 'none'],
	[[], null],
] as const) {
	test(`an agent that says ${lines.join(', ') || 'nothing'} has the state ${state}`, t => {
		t.is(caState(answer(...lines), now), state);
	});
}
