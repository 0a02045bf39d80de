import test from 'ava';
import {agentNames} from '../../../src/commands/complete-agents.ts';
import type {MesosAgent} from '../../../src/dcos/mesos.ts';
import {LoginError} from '../../../src/errors/errors.ts';
import type {Runtime} from '../../../src/world.ts';

const agent = (hostname: string, address: string) =>
	({
		id: `${hostname}-S1`,
		hostname,
		pid: `slave(1)@${address}:5051`,
		active: true,
		drain: null,
		attributes: {},
		reservedResources: {},
		unreserved: null,
	}) satisfies MesosAgent;

const answering = (agents: () => Promise<readonly MesosAgent[]>) =>
	({reach: () => ({cluster: async () => ({mesos: {agents}})})}) as unknown as Runtime;

const two = answering(async () => [agent('b.example', '10.0.0.2'), agent('10.0.0.1', '10.0.0.1')]);

test('an address and a host name of each agent stand on a line of their own, each once', async t => {
	t.deepEqual(await agentNames(undefined, two), ['10.0.0.1', '10.0.0.2', 'b.example']);
});

test('host names alone are given where a flag takes nothing else', async t => {
	t.deepEqual(await agentNames('hostname', two), ['10.0.0.1', 'b.example']);
});

test('a name that a shell would run, or a terminal obey, is not offered', async t => {
	const hostile = ['$(id)', '`id`', 'a;id', 'a b', 'a\nb', '\u001b[2J', '--yes', '~', '*', 'a\0b', "a'b"];
	const agents = hostile.flatMap(name => [agent(name, name), agent('b.example', name)]);
	t.deepEqual(
		await agentNames(
			undefined,
			answering(async () => agents),
		),
		['b.example'],
	);
});

test('whatever goes wrong, there is nothing to offer', async t => {
	const failing = answering(() => Promise.reject(new Error('no answer')));
	const notLoggedIn = {
		reach: () => ({cluster: () => Promise.reject(new LoginError('not logged in'))}),
	} as unknown as Runtime;
	t.deepEqual(await agentNames(undefined, failing), []);
	t.deepEqual(await agentNames(undefined, notLoggedIn), []);
});
