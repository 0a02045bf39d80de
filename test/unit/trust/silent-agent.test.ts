import test from 'ava';
import type {AgentResult} from '../../../src/trust/agent-result.ts';
import {removeFromOneAgent} from '../../../src/trust/look-at-agent.ts';
import {look} from './looked-at-agent.ts';

const registries = ['r', 'r:443'];
const whole = [
	'begin',
	'ca same',
	'file r written',
	'file r:443 right',
	'docker answers',
	'proof r 1',
	'words r manifest unknown',
	'proof r:443 1',
	'words r:443 manifest unknown',
	'end',
];
const without = (pattern: RegExp) => whole.filter(line => !pattern.test(line));
const instead = (pattern: RegExp, line: string) => whole.map(each => (pattern.test(each) ? line : each));

const result = async (lines: readonly string[], requireProof: boolean) =>
	look(lines, {work: {registries, requireProof}}).result;

test('an answer that says everything is proved', async t => {
	t.like(await result(whole, true), {state: 'changed', proof: {state: 'trusted'}, why: null});
});

const unproved = 'not proved: its answer does not say what Docker said';

for (const [what, lines] of [
	['no proof of either name', without(/^proof/)],
	['no proof of one name', without(/^proof r:443/)],
	['no proof and no word of Docker', without(/^(?:proof|words|docker)/)],
	['a proof that is no exit code', instead(/^proof r 1/, 'proof r trusted')],
	['a proof of another registry in its place', instead(/^proof r:443/, 'proof x 0')],
	['a word for Docker that nobody knows, and no proof', [...without(/^(?:proof|docker)/), 'docker constructor', 'end']],
] as const) {
	test(`${what} proves nothing`, async t => {
		t.like(await result(lines, true), {state: 'not proved', proof: {state: 'unknown'}, why: unproved});
		t.like(await result(lines, false), {state: 'changed', proof: {state: 'unknown'}, why: unproved});
	});
}

for (const [what, lines, file] of [
	['no file', without(/^file/), 'r'],
	['one file of two', without(/^file r:443/), 'r:443'],
	['a word for a file that nobody knows', instead(/^file r written/, 'file r toString'), 'r'],
	['a file without a word', instead(/^file r written/, 'file r'), 'r'],
	['a word that belongs to --remove', instead(/^file r written/, 'file r absent'), 'r'],
] as const) {
	test(`an answer that speaks of ${what} is no success, whatever Docker said`, async t => {
		const why = `its answer does not say what became of the ca.crt of ${file}`;
		t.like(await result(lines, true), {state: 'not proved', why});
		t.like(await result(lines, false), {state: 'failed', why});
	});
}

for (const [what, lines] of [
	['nothing of the CA', without(/^ca/)],
	['a word for the CA that nobody knows', instead(/^ca/, 'ca constructor')],
	['nothing at all', ['begin', 'end']],
] as const) {
	test(`an answer that says ${what} is a failure, and not a CA that is missing`, async t => {
		const {state, ca, why}: AgentResult = await result(lines, true);
		t.is(state, 'failed');
		t.not(ca, 'missing');
		t.is(why, 'its answer does not say what became of /run/dcos/pki/CA/ca-bundle.crt');
	});
}

for (const [what, lines] of [
	['nothing', ['begin', 'end']],
	['one file of two', ['begin', 'file r removed', 'end']],
	['a word that nobody knows', ['begin', 'file r removed', 'file r:443 gone', 'end']],
	['a word that belongs to the other work', ['begin', 'file r removed', 'file r:443 written', 'end']],
] as const) {
	test(`an answer to --remove that says ${what} is a failure`, async t => {
		const {state, why} = await look(lines, {work: {registries}, lookAt: removeFromOneAgent}).result;
		t.is(state, 'failed');
		t.regex(why ?? '', /^its answer does not say what became of the ca\.crt of r/);
	});
}
