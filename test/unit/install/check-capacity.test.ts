import test from 'ava';
import type {MesosAgent} from '../../../src/dcos/mesos.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {notChecked, ok, problem, warning} from '../../../src/install/check.ts';
import {checkCapacity} from '../../../src/install/check-capacity.ts';
import {forbidden, loginEnded, noAnswer} from './faults.ts';
import {agent, memoryCluster} from './memory-cluster.ts';

const name = 'capacity';
const app: JsonObject = {id: '/r', instances: 1, cpus: 1, mem: 2048, disk: 100};

function look(
	agents: readonly MesosAgent[] | Error,
	{app: wanted = app, resolved = {}, seesAll = true}: Partial<Asked> = {},
) {
	const mesos = {
		...memoryCluster().cluster.mesos,
		agents: async () => {
			if (agents instanceof Error) throw agents;
			return agents;
		},
	};
	return checkCapacity({mesos}, {app: wanted, resolved, seesAll});
}

type Asked = Parameters<typeof checkCapacity>[1];

test('agents that have enough are well, with what an instance takes', async t => {
	t.deepEqual(await look([agent('a'), agent('b')]), [
		ok(name, '2 agents, each instance takes 1 cpus, 2048 MiB of memory, 100 MiB of disk'),
	]);
});

test('an agent that has exactly enough is enough', async t => {
	const [check] = await look([agent('a', {cpus: 1, mem: 2048, disk: 100})]);
	t.is(check?.result, 'ok');
});

for (const [what, offered, words, option] of [
	['cpus', {cpus: 0.9}, '1 cpus: the largest has 0.9', 'service.cpus'],
	['memory', {mem: 2047}, '2048 MiB of memory: the largest has 2047', 'service.mem'],
	['disk', {disk: 99}, '100 MiB of disk: the largest has 99', 'service.disk'],
] as const) {
	test(`where no agent has enough ${what}, that is a problem with the numbers`, async t => {
		const small = agent('a', Object.fromEntries(Object.keys(offered).map(key => [key, 0])));
		t.deepEqual(await look([agent('b', offered), small]), [
			problem(
				name,
				`no agent can offer ${words}`,
				`ask for less in ${option} of the options file, or add a larger agent`,
			),
		]);
	});
}

test('who does not see every agent is warned only', async t => {
	const [check] = await look([agent('a', {mem: 1})], {seesAll: false});
	t.is(check?.result, 'warning');
});

test('where no single agent has enough of everything, there is room for none', async t => {
	t.deepEqual(await look([agent('a', {mem: 1}), agent('b', {cpus: 0.5})]), [
		problem(name, 'the agents have room for 0 of 1 instances', 'ask for fewer, or add agents'),
	]);
});

test('several instances may share an agent, as far as they fit', async t => {
	t.is((await look([agent('a')], {app: {...app, instances: 4}}))[0]?.result, 'ok');
	t.is((await look([agent('a')], {app: {...app, instances: 5}}))[0]?.what, 'the agents have room for 4 of 5 instances');
});

test('what is not asked for does not matter, not even where there is none', async t => {
	const none = [agent('a', {disk: 0})];
	t.is((await look(none, {app: {...app, disk: 0, instances: 4}}))[0]?.result, 'ok');
	t.is((await look(none, {app: {...app, disk: 0, instances: 5}}))[0]?.result, 'problem');
});

test('an app that asks for nothing fits as often as it is wanted', async t => {
	t.is((await look([agent('a')], {app: {instances: 99}}))[0]?.result, 'ok');
	t.is((await look([agent('a')], {app: {}}))[0]?.result, 'ok');
});

const constraint = (...words: string[]): JsonObject => ({...app, constraints: [words]});

test('an app that wants an agent for each instance gets one on each', async t => {
	const unique = {...constraint('hostname', 'UNIQUE'), instances: 2};
	t.is((await look([agent('a')], {app: unique}))[0]?.what, 'the agents have room for 1 of 2 instances');
	t.is((await look([agent('a'), agent('b')], {app: unique}))[0]?.result, 'ok');
	const elsewhere = {...constraint('rack', 'UNIQUE'), instances: 2};
	t.is((await look([agent('a')], {app: elsewhere}))[0]?.result, 'ok');
});

for (const [operator, judged] of [
	['CLUSTER', true],
	['IS', true],
	['LIKE', false],
	['UNLIKE', false],
] as const) {
	test(`${operator} ${judged ? 'names the one agent that counts' : 'is not judged'}`, async t => {
		const [check] = await look([agent('a'), agent('b', {mem: 1})], {app: constraint('hostname', operator, 'b')});
		t.is(check?.result, judged ? 'problem' : 'ok');
	});
}

test('constraints on other things than the hostname are not judged', async t => {
	const agents = [agent('a')];
	t.is((await look(agents, {app: constraint('rack', 'CLUSTER', 'b')}))[0]?.result, 'ok');
	t.is((await look(agents, {app: constraint('hostname')}))[0]?.result, 'ok');
	t.is((await look(agents, {app: {...app, constraints: 'none'}}))[0]?.result, 'ok');
	t.is((await look(agents, {app: {...app, constraints: ['none']}}))[0]?.result, 'ok');
});

test('an agent that is gone is not counted', async t => {
	const [check] = await look([{...agent('a'), active: false}, agent('b')]);
	t.regex(check?.what ?? '', /^1 agents/);
});

test('an agent that has no cpus for everybody, as a public one, is not counted', async t => {
	const [check] = await look([agent('a', {cpus: 0}), agent('b')]);
	t.regex(check?.what ?? '', /^1 agents/);
	t.deepEqual(await look([agent('a', {cpus: 0})]), [
		problem(name, 'every agent keeps all it has for a role, as public agents do', 'add a private agent'),
	]);
	t.is((await look([agent('a', {cpus: 0})], {seesAll: false}))[0]?.result, 'warning');
});

test('where no agent is active, there is none', async t => {
	const hint = 'dcos node list tells which are there';
	const none = [problem(name, 'no agent of the cluster is active', hint)];
	t.deepEqual(await look([{...agent('a'), active: false}]), none);
	t.deepEqual(await look([]), none);
	t.is((await look([], {seesAll: false}))[0]?.result, 'warning');
});

test('an agent that is named and that is down may come back', async t => {
	const agents = [{...agent('a'), active: false}, agent('b')];
	t.deepEqual(await look(agents, {app: constraint('hostname', 'CLUSTER', 'a')}), [
		warning(
			name,
			'no active agent meets the constraints of the app: hostname CLUSTER a',
			'dcos node list tells which are there',
		),
	]);
});

const pinned = (hostname: string) => ({registry: {'mount-volume': {'pinned-hostname': hostname}}});

test('an agent to which the registry is pinned has to be there', async t => {
	t.is((await look([agent('a')], {resolved: pinned('a')}))[0]?.result, 'ok');
	t.deepEqual(await look([agent('10.0.0.17')], {resolved: pinned('10.0.0.7')}), [
		problem(
			name,
			'the cluster has no agent with the hostname 10.0.0.7, to which the registry is pinned',
			'did you mean 10.0.0.17?',
		),
	]);
	t.is((await look([agent('10.0.0.17')], {resolved: pinned('node-7')}))[0]?.hint, 'dcos node list shows their names');
	t.is((await look([agent('a')], {resolved: pinned('b'), seesAll: false}))[0]?.result, 'warning');
});

test('an agent that is down is there all the same', async t => {
	const [check] = await look([{...agent('a'), active: false}, agent('b')], {resolved: pinned('a')});
	t.is(check?.result, 'ok');
});

for (const [roles, judged] of [
	[['*'], true],
	[['registry', '*'], true],
	[[], true],
	[null, true],
	[['registry'], false],
] as const) {
	test(`an app that takes resources of the roles ${JSON.stringify(roles)} is ${judged ? '' : 'not '}judged`, async t => {
		const [check] = await look([agent('a', {mem: 1})], {app: {...app, acceptedResourceRoles: roles}});
		t.is(check?.result, judged ? 'problem' : 'not checked');
	});
}

const unknown: readonly (readonly [string, readonly MesosAgent[] | Error, Partial<Asked>, string])[] = [
	['the app is not known', [agent('a')], {app: null}, 'the package is needed for it'],
	['the user may not see the agents', forbidden, {}, "you may not see the cluster's agents"],
	['the agents do not tell what they have', [agent('a', null)], {}, 'the agents do not tell what they have'],
	[
		'reserved resources are asked for',
		[agent('a')],
		{app: {...app, acceptedResourceRoles: ['x']}},
		'the app asks for reserved resources',
	],
];

for (const [what, agents, asked, words] of unknown) {
	test(`where ${what}, nothing is checked`, async t => {
		t.deepEqual(await look(agents, asked), [notChecked(name, words)]);
	});
}

test('an agent that does not tell what it has is left out', async t => {
	const [check] = await look([agent('a', null), agent('b')]);
	t.regex(check?.what ?? '', /^1 agents/);
});

for (const error of [loginEnded, noAnswer]) {
	test(`"${error.message}" when the agents are asked for ends the run`, async t => {
		t.is(await t.throwsAsync(look(error)), error);
	});
}
