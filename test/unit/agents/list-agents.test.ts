import test from 'ava';
import type {Agent} from '../../../src/agents/agent.ts';
import {agentsIn, chosen} from '../../../src/agents/list-agents.ts';
import type {MesosAgent} from '../../../src/dcos/mesos.ts';
import {RefusedError} from '../../../src/errors/errors.ts';

const listed = (over: Partial<MesosAgent>): MesosAgent => ({
	id: 'id-S0',
	hostname: 'host-0',
	pid: 'slave(1)@10.0.0.1:5051',
	active: true,
	drain: null,
	attributes: {},
	reservedResources: {},
	unreserved: null,
	...over,
});

for (const [pid, address] of [
	['slave(1)@10.0.0.7:5051', '10.0.0.7'],
	['slave(12)@10.0.0.7:5051', '10.0.0.7'],
	['slave(1)@[fd00::7]:5051', 'fd00::7'],
	['slave(1)@[::ffff:10.0.0.7]:5051', '::ffff:10.0.0.7'],
	['slave(1)@agent-7.example.com:5051', 'agent-7.example.com'],
	['slave(1)@root@127.0.0.1:5051', 'root@127.0.0.1'],
	['nonsense', 'host-0'],
	['', 'host-0'],
] as const) {
	test(`the agent "${pid}" is reached at ${address}`, t => {
		t.is(agentsIn([listed({pid})])[0]?.address, address);
	});
}

const types: readonly (readonly [string, Partial<MesosAgent>, Agent['type']])[] = [
	['without a sign', {}, 'private'],
	['with the attribute public_ip', {attributes: {public_ip: 'true'}}, 'public'],
	['with the attribute public_ip false', {attributes: {public_ip: 'false'}}, 'private'],
	['with resources for slave_public', {reservedResources: {slave_public: {cpus: 1}}}, 'public'],
	['with both signs', {attributes: {public_ip: 'true'}, reservedResources: {slave_public: {}}}, 'public'],
	['with resources for another role', {reservedResources: {'slave_public-2': {}, kafka: {}}}, 'private'],
];

for (const [what, over, type] of types) {
	test(`an agent ${what} is ${type}`, t => {
		t.is(agentsIn([listed(over)])[0]?.type, type);
	});
}

test('an agent that Mesos does not hear from is in the list, not running', t => {
	t.false(agentsIn([listed({active: false})])[0]?.running);
});

test('agents are in the order of their addresses, numbers as numbers', t => {
	const addresses = ['10.0.0.10', '10.0.0.9', '9.0.0.1', '10.0.0.100'];
	const agents = agentsIn(addresses.map(address => listed({pid: `slave(1)@${address}:5051`})));
	t.deepEqual(
		agents.map(agent => agent.address),
		['9.0.0.1', '10.0.0.9', '10.0.0.10', '10.0.0.100'],
	);
});

const agent = (number: number, type: Agent['type']): Agent => ({
	id: `abc-S${number}`,
	hostname: `agent-${number}.example.com`,
	address: `10.0.0.${number}`,
	type,
	running: true,
});
const agents = [agent(1, 'private'), agent(2, 'private'), agent(3, 'public')];
const all = {only: [], exclude: [], type: null};

const filters: readonly (readonly [string, object, readonly number[]])[] = [
	['nothing', {}, [1, 2, 3]],
	['an address', {only: ['10.0.0.2']}, [2]],
	['a host name', {only: ['agent-3.example.com']}, [3]],
	['an id', {only: ['abc-S1']}, [1]],
	['several, in any order and twice', {only: ['abc-S3', '10.0.0.1', 'abc-S3']}, [1, 3]],
	['one not', {exclude: ['10.0.0.1']}, [2, 3]],
	['one and the same not', {only: ['abc-S1', 'abc-S2'], exclude: ['10.0.0.1']}, [2]],
	['the public ones', {type: 'public'}, [3]],
	['the private ones but one', {type: 'private', exclude: ['abc-S2']}, [1]],
	['a private one among the public', {type: 'public', only: ['abc-S1']}, []],
];

for (const [what, filter, numbers] of filters) {
	test(`asked for ${what}, the agents ${numbers.join(' and ') || 'none'} are chosen`, t => {
		const names = chosen(agents, {...all, ...filter}).map(each => each.address);
		t.deepEqual(
			names,
			numbers.map(number => `10.0.0.${number}`),
		);
	});
}

for (const filter of [{only: ['10.0.0.33']}, {exclude: ['10.0.0.33']}, {only: ['abc-S1', '10.0.0.33']}]) {
	test(`a name that no agent has is refused with the one that was meant: ${JSON.stringify(filter)}`, t => {
		const error = t.throws(() => chosen(agents, {...all, ...filter}), {
			instanceOf: RefusedError,
			message: 'the cluster has no agent "10.0.0.33"',
		});
		t.is(error.hint, 'did you mean 10.0.0.3?');
	});
}

test('where no name is near, the command that lists them is named', t => {
	const error = t.throws(() => chosen(agents, {...all, only: ['master']}), {instanceOf: RefusedError});
	t.is(error.hint, 'dcos node list shows them');
});
