import test from 'ava';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {forbidden, loginEnded} from './faults.ts';
import {complete, look} from './looked-around.ts';
import {agent} from './memory-cluster.ts';

test('who may not see all agents is warned where they do not suffice', async t => {
	const over = {iam: {account: () => Promise.reject(forbidden)}};
	const {results} = await look({traits: {over, agents: [agent('a', {mem: 1})]}, wish: {makeAccount: false}});
	t.true(results.includes('service account: warning'));
	t.true(results.includes('capacity: warning'));
});

for (const [what, over, results] of [
	[
		'see packages',
		{cosmos: {repositories: () => Promise.reject(forbidden)}},
		['login: ok', 'cluster: ok', 'package: problem'],
	],
	[
		'see installed packages',
		{cosmos: {installed: () => Promise.reject(forbidden)}},
		['login: ok', 'cluster: ok', 'package: problem'],
	],
] as const) {
	test(`who may not ${what} learns that, and nothing else can be told`, async t => {
		const found = await look({traits: {over}});
		t.deepEqual([found.results, found.findings], [results, null]);
		t.is(found.checks.at(-1)?.exitCode, exitCodes.notAllowed);
	});
}

test('who may not see the health learns that beside the rest', async t => {
	const over = {marathon: {app: () => Promise.reject(forbidden)}};
	const {results, findings} = await look({traits: {...complete, over}});
	t.deepEqual(results.slice(-2), ['health: problem', 'repository: ok']);
	t.not(findings, null);
});

for (const [what, over] of [
	['repositories', {cosmos: {repositories: () => Promise.reject(loginEnded)}}],
	['installed packages', {cosmos: {installed: () => Promise.reject(loginEnded)}}],
	['health', {marathon: {app: () => Promise.reject(loginEnded)}}],
] as const) {
	test(`a login that ends while the ${what} are asked for ends the run`, async t => {
		t.is(await t.throwsAsync(look({traits: {...complete, over}})), loginEnded);
	});
}
