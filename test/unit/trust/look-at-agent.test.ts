import test from 'ava';
import {removeFromOneAgent, trustOneAgent} from '../../../src/trust/look-at-agent.ts';
import {leaf} from './certificates.ts';
import {agent, ca, caPath, look} from './looked-at-agent.ts';

const certificate = `certificate ${ca.texts[0]}`;
const same = ['begin', certificate, 'ca same'];
const proofs = (words: string) => [
	'docker answers',
	'proof r 1',
	`words r ${words}`,
	'proof r:443 1',
	`words r:443 ${words}`,
	'end',
];
const written = ['file r written', 'file r:443 right'];
const right = ['file r right', 'file r:443 right'];
const trusted = proofs('Error response from daemon: manifest unknown');
const x509 = proofs('Error response from daemon: x509: certificate signed by unknown authority');
const noName = proofs('Error response from daemon: dial tcp: lookup r: no such host');

const answers: readonly (readonly [string, readonly string[], object])[] = [
	['files written and proved', [...same, ...written, ...trusted], {state: 'changed', ca: 'written', why: null}],
	['files right and proved', [...same, ...right, ...trusted], {state: 'unchanged', ca: 'right', why: null}],
	[
		'files right and refused',
		[...same, ...right, ...x509],
		{
			state: 'restart needed',
			ca: 'right',
			why: 'ca.crt is in place, and Docker still refuses: x509: certificate signed by unknown authority',
		},
	],
	[
		'a certificate that no restart mends',
		[...same, ...right, ...proofs('Error response from daemon: x509: certificate has expired')],
		{state: 'failed', why: 'ca.crt is in place, and Docker still refuses: x509: certificate has expired'},
	],
	[
		'files written and nothing proved',
		[...same, ...written, ...noName],
		{state: 'changed', ca: 'written', why: 'not proved: dial tcp: lookup r: no such host'},
	],
	[
		'a file that is lacking',
		[...same, 'file r right', 'file r:443 lacking', ...x509],
		{state: 'lacking', ca: 'lacking', why: 'ca.crt is missing, or not as it was put there'},
	],
	['no CA', ['begin', 'ca missing', 'end'], {state: 'failed', ca: 'missing', why: `it has no file ${caPath}`}],
	['an empty CA', ['begin', 'ca empty', 'end'], {state: 'failed', ca: 'empty', why: `${caPath} is empty there`}],
	['no PEM', ['begin', 'ca not-pem', 'end'], {state: 'failed', ca: 'not PEM'}],
	[
		'another CA',
		['begin', certificate, 'ca different', 'end'],
		{state: 'failed', ca: 'different', why: `it has the CA of another cluster in ${caPath}`},
	],
	[
		'the certificate of a server as its CA',
		[
			'begin',
			`certificate ${Buffer.from(leaf.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64').toString('base64')}`,
			'ca different',
			'end',
		],
		{state: 'failed', ca: 'a leaf'},
	],
	['a CA that cannot be read', ['begin', 'ca unreadable', 'end'], {state: 'failed', ca: 'unreadable'}],
	[
		'a problem with a file',
		[...same, 'problem r read-only file system', 'file r:443 written', 'end'],
		{state: 'failed', ca: 'not written', why: 'read-only file system'},
	],
	[
		'no Docker',
		[...same, ...written, 'docker missing', 'end'],
		{state: 'changed', docker: 'missing', why: 'not proved: it has no docker command'},
	],
	[
		'a Docker that does not run',
		[...same, ...right, 'docker silent 1', 'daemon - Cannot connect to the Docker daemon', 'end'],
		{state: 'unchanged', docker: 'silent', why: 'not proved: Cannot connect to the Docker daemon'},
	],
	['a script that is not root', ['begin', 'problem - not root', 'end'], {state: 'failed', ca: null, docker: null}],
];

for (const [what, lines, wanted] of answers) {
	test(`an agent with ${what} is told as such`, async t => {
		t.like(await look(lines).result, wanted);
	});
}

test('what was found is kept: the fingerprint, the proof, the time', async t => {
	const result = await look([...same, ...written, ...trusted]).result;
	t.like(result, {agent, caFingerprint: ca.fingerprint, docker: 'answers', milliseconds: 1500});
	t.deepEqual(result.proof, {state: 'trusted', cause: null, words: 'manifest unknown'});
});

test('the worst proof of both names counts', async t => {
	const lines = [...same, ...right, ...trusted.slice(0, 3), ...x509.slice(3)];
	t.is((await look(lines).result).proof?.state, 'not trusted');
});

for (const [requireProof, state] of [
	[false, 'unchanged'],
	[true, 'not proved'],
] as const) {
	test(`without a proof an agent is ${state} when one is ${requireProof ? '' : 'not '}required`, async t => {
		t.is((await look([...same, ...right, ...noName], {work: {requireProof}}).result).state, state);
	});
}

test('the agent is worked on with one script on standard input, with a limit here and a longer one there', async t => {
	const {result, jobs, kept} = look([...same, ...right, ...trusted]);
	const {milliseconds} = await result;
	const [job] = jobs;
	t.like(job, {address: '10.0.0.1', deadline: 120_000, firstWord: 'dcos-registry-n8 begin'});
	t.regex(job?.command ?? '', / timeout 130 sh /);
	t.is(job?.input, 'the script that does trust\n');
	t.like(kept[0], {of: agent, what: 'trust', started: 0, outcome: {exitCode: 0}});
	t.is(milliseconds, 1500);
});

test('sudo asks only where it was asked for', async t => {
	const commands = [false, true].map(asksPassword => {
		const {result, jobs} = look([], {work: {asksPassword}});
		return result.then(() => jobs[0]?.command ?? '');
	});
	const [without = '', asking = ''] = await Promise.all(commands);
	t.regex(without, /sudo -n /);
	t.regex(asking, /sudo -S /);
});

test('an agent that ssh does not reach is unreachable, and nothing is said of it', async t => {
	const stderr = 'ssh: connect to host 10.0.0.1 port 22: Connection refused';
	for (const lookAt of [trustOneAgent, removeFromOneAgent]) {
		t.like(await look([], {over: {exitCode: 255, stderr}, lookAt}).result, {
			state: 'unreachable',
			ca: null,
			caFingerprint: null,
			docker: null,
			proof: null,
			why: 'it refused the SSH connection',
		});
	}
});

test('a connection lost in the middle is a failure, and what was not looked at is not called right', async t => {
	for (const lines of [['begin'], same]) {
		t.like(await look(lines, {over: {exitCode: 255}}).result, {state: 'failed', ca: null, proof: null});
	}
	// the files were written and may be right, and nobody has seen the end
	t.is((await look([...same, ...right, ...trusted.slice(0, -1)], {over: {exitCode: 255}}).result).state, 'failed');
});

test('the limit of one agent is told in seconds', async t => {
	const over = {exitCode: null, timedOut: true};
	t.is((await look(['begin'], {over}).result).why, 'it did not finish within 120 s');
	t.is((await look(['begin'], {over, lookAt: removeFromOneAgent}).result).why, 'it did not finish within 120 s');
});
