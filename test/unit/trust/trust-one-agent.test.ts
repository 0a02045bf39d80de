import test from 'ava';
import type {SshJob, SshOutcome} from '../../../src/ssh/ssh.ts';
import {caCertificates} from '../../../src/trust/cluster-ca.ts';
import {type TrustWork, trustOneAgent} from '../../../src/trust/trust-one-agent.ts';
import {stillClock} from '../install/still-clock.ts';
import {agentResult} from './agent-results.ts';
import {authority} from './certificates.ts';

const {agent} = agentResult(1);
const ca = caCertificates(authority, 'test');
const caPath = '/run/dcos/pki/CA/ca-bundle.crt';
const work: TrustWork = {
	registries: ['r', 'r:443'],
	ca,
	caPath,
	change: true,
	deadline: 120_000,
	target: {user: 'core', configFile: null, options: ['Port=2222']},
};

/** Lets ssh bring these lines from the agent, each with the mark of the script. */
function trust(lines: readonly string[], over: Partial<SshOutcome> = {}) {
	const jobs: SshJob[] = [];
	const clock = stillClock();
	const ssh = async (job: SshJob) => {
		jobs.push(job);
		await clock.sleep(1500);
		const stdout = lines.map(line => `dcos-registry-n8 ${line}\n`).join('');
		return {exitCode: 0, stdout, stderr: '', timedOut: false, ...over};
	};
	const result = trustOneAgent(agent, work, {ssh, clock, randomName: bytes => `n${bytes}`});
	return {result, jobs};
}

const certificate = `certificate ${ca.texts[0]}`;
const same = ['begin', certificate, 'ca same'];
const proofs = (words: string) => ['proof r 1', `words r ${words}`, 'proof r:443 1', `words r:443 ${words}`, 'end'];
const written = ['file r written', 'file r:443 right'];
const right = ['file r right', 'file r:443 right'];
const trusted = proofs('Error response from daemon: manifest unknown');
const x509 = proofs('Error response from daemon: x509: certificate signed by unknown authority');
const noName = proofs('Error response from daemon: dial tcp: lookup r: no such host');
const noDaemon = proofs('Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?');

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
		{state: 'lacking', ca: 'lacking'},
	],
	['no CA', ['begin', 'ca missing', 'end'], {state: 'failed', ca: 'missing', why: `it has no file ${caPath}`}],
	['no PEM', ['begin', 'ca not-pem', 'end'], {state: 'failed', ca: 'not PEM'}],
	[
		'another CA',
		['begin', certificate, 'ca different', 'end'],
		{state: 'failed', ca: 'different', why: `it has the CA of another cluster in ${caPath}`},
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
		{state: 'failed', docker: 'missing', why: 'it has no docker command'},
	],
	['a script that is not root', ['begin', 'problem - not root', 'end'], {state: 'failed', ca: null, docker: null}],
];

for (const [what, lines, wanted] of answers) {
	test(`an agent with ${what} is told as such`, async t => {
		t.like(await trust(lines).result, wanted);
	});
}

test('what was found is kept: the fingerprint, the proof, the time', async t => {
	const result = await trust([...same, ...written, ...trusted]).result;
	t.like(result, {agent, caFingerprint: ca.fingerprint, docker: 'answers', milliseconds: 1500});
	t.deepEqual(result.proof, {state: 'trusted', dockerAnswered: true, words: 'manifest unknown'});
});

test('a Docker that does not run is not said to answer', async t => {
	t.not((await trust([...same, ...right, ...noDaemon]).result).docker, 'answers');
});

test('the worst proof of both names counts', async t => {
	const lines = [...same, ...right, ...trusted.slice(0, 2), ...x509.slice(2)];
	t.is((await trust(lines).result).proof?.state, 'not trusted');
});

test('the agent is worked on with what the user chose, and the script goes in on standard input', async t => {
	const {result, jobs} = trust(trusted);
	await result;
	const [job] = jobs;
	t.deepEqual(job?.target, {address: '10.0.0.1', user: 'core', configFile: null, options: ['Port=2222']});
	t.is(job?.deadline, 120_000);
	t.false(job?.command.includes('r:443'));
	t.regex(job?.input ?? '', /^mark='dcos-registry-n8'\n/);
});

test('an agent that ssh does not reach is unreachable, and nothing is said of it', async t => {
	const stderr = 'ssh: connect to host 10.0.0.1 port 22: Connection refused';
	t.like(await trust([], {exitCode: 255, stderr}).result, {
		state: 'unreachable',
		ca: null,
		caFingerprint: null,
		docker: null,
		proof: null,
		why: 'it refused the SSH connection',
	});
});

test('a connection lost in the middle is a failure, and what was not looked at is not called right', async t => {
	for (const lines of [['begin'], same]) {
		t.like(await trust(lines, {exitCode: 255}).result, {state: 'failed', ca: null, proof: null});
	}
});
