import test from 'ava';
import {trustLines} from '../../../src/commands/trust-text.ts';
import type {AgentResult} from '../../../src/trust/agent-result.ts';
import type {TrustReport} from '../../../src/trust/trust-request.ts';
import {golden} from '../../support/golden.ts';
import {agentResult} from '../trust/agent-results.ts';

const report = (results: readonly AgentResult[], over: Partial<TrustReport> = {}): TrustReport => ({
	work: 'trust',
	registries: ['r', 'r:443'],
	caFingerprint: 'AA:BB',
	dryRun: false,
	plan: null,
	results,
	resume: null,
	exitCode: 0,
	...over,
});

const trustText = (told: TrustReport) =>
	trustLines(told)
		.map(line => `${line}\n`)
		.join('');

const notLooked = {ca: null, docker: null, proof: null, milliseconds: 0} as const;
const noName = {state: 'unknown', cause: 'no name', words: 'no such host'} as const;
const x509 = {
	state: 'not trusted',
	cause: 'unknown authority',
	words: 'x509: certificate signed by unknown authority',
} as const;

test('the report has the failures first, what each means, the counts and how to go on', async t => {
	const results = [
		agentResult(1, {state: 'changed', ca: 'written'}),
		agentResult(2, {
			proof: noName,
			why: 'not proved: no such host',
			hint: 'run it again',
		}),
		agentResult(3, {...notLooked, state: 'not running', why: 'Mesos does not hear from it'}),
		agentResult(4, {
			...notLooked,
			state: 'unreachable',
			why: 'its SSH host key is not known',
			hint: 'log in once: ssh 10.0.0.4',
		}),
		agentResult(5, {
			state: 'restart needed',
			proof: x509,
			why: `Docker still refuses: ${x509.words}`,
			hint: 'restart it',
		}),
		agentResult(6, {...notLooked, state: 'failed', ca: 'missing', why: 'it has no file /ca', milliseconds: 40}),
	];
	const resume = 'dcos registry trust-agents --agent 10.0.0.3';
	await golden(t, 'trust-agents-failures', trustText(report(results, {resume})));
});

test('when nothing was to do, the report says so', async t => {
	await golden(t, 'trust-agents-unchanged', trustText(report([agentResult(1), agentResult(2)])));
});

test('when some were changed, the report counts them', async t => {
	await golden(
		t,
		'trust-agents-changed',
		trustText(report([agentResult(1), agentResult(2, {state: 'changed', ca: 'written'})])),
	);
});

test('a look shows what is lacking, and that nothing was changed', async t => {
	const results = [
		agentResult(1),
		agentResult(2, {state: 'lacking', ca: 'lacking', proof: x509, why: 'ca.crt is missing'}),
		agentResult(3, {state: 'lacking', ca: 'lacking', proof: noName, why: 'ca.crt is missing'}),
	];
	await golden(t, 'trust-agents-check', trustText(report(results, {work: 'check'})));
});

test('what a dry run would do stands before the table', t => {
	const text = trustText(report([agentResult(1)], {dryRun: true, plan: ['This would be done:', '  a file']}));
	t.true(text.startsWith('This would be done:\n  a file\n\nAGENT'));
});

test('when all was right and Docker was restarted, both are told', t => {
	const restarted = agentResult(1, {docker: 'restarted'});
	t.regex(trustText(report([restarted, agentResult(2)])), /Docker was restarted on 1 agent\.\n$/);
});

test('a removal has no CA to tell, and says when there was nothing', t => {
	const none = agentResult(1, {ca: 'none', docker: null, proof: null});
	const text = trustText(report([none], {work: 'remove', caFingerprint: null}));
	t.notRegex(text, /SHA-256/);
	t.regex(text, /Nothing to do: none of 1 agent/);
	t.regex(text, /private {2}none {2}- {7}- {6}1\.0s/);
	const removed = agentResult(2, {state: 'removed', ca: 'removed', docker: null, proof: null});
	t.regex(
		trustText(report([none, removed], {work: 'remove', caFingerprint: null})),
		/2 agents: 1 unchanged, 1 removed\n$/,
	);
});

test('agents with the same trouble stand together, each kind with its hint for the first of them', t => {
	const why = 'its SSH host key is not known';
	const gone = (number: number, hint: string) => agentResult(number, {...notLooked, state: 'unreachable', why, hint});
	const text = trustText(report([gone(1, 'ssh 10.0.0.1'), gone(2, 'ssh 10.0.0.2'), gone(3, 'another')]));
	t.true(text.includes(`10.0.0.1 and 1 more: ${why}\n  → ssh 10.0.0.1\n10.0.0.3: ${why}\n  → another\n`));
});
