import test from 'ava';
import {trustText} from '../../../src/commands/trust-text.ts';
import type {AgentResult} from '../../../src/trust/agent-result.ts';
import type {TrustReport} from '../../../src/trust/trust-agents.ts';
import {golden} from '../../support/golden.ts';
import {agentResult} from '../trust/agent-results.ts';

const report = (results: readonly AgentResult[], over: Partial<TrustReport> = {}): TrustReport => ({
	registries: ['r', 'r:443'],
	caFingerprint: 'AA:BB',
	dryRun: false,
	check: false,
	results,
	resume: null,
	exitCode: 0,
	...over,
});

const notLooked = {ca: null, docker: null, proof: null, milliseconds: 0} as const;
const noName = {state: 'unknown', dockerAnswered: true, words: 'no such host'} as const;
const x509 = {
	state: 'not trusted',
	dockerAnswered: true,
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
			hint: 'log in once: ssh <address>',
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
	await golden(t, 'trust-agents-check', trustText(report(results, {check: true})));
});
