import test from 'ava';
import {mesosOver} from '../../../src/dcos/mesos.ts';
import {recordedHttp} from './recorded-http.ts';

test('agents are read as far as they are used, and what Mesos leaves out is nothing', async t => {
	const slaves = [
		{
			id: 'S0',
			hostname: 'h',
			pid: 'slave(1)@10.0.0.1:5051',
			active: true,
			attributes: {public_ip: 'true'},
			reserved_resources: {slave_public: {cpus: 1}},
			unreserved_resources: {cpus: 4, mem: 8192, disk: 35_000, gpus: 0, ports: '[1025-2180]'},
			version: '1.10',
		},
		{id: 'S1', hostname: 'i', pid: 'slave(1)@10.0.0.2:5051', active: false},
	];
	const {http, requests} = recordedHttp({body: {slaves}});
	t.deepEqual(await mesosOver(http).agents(), [
		{
			id: 'S0',
			hostname: 'h',
			pid: 'slave(1)@10.0.0.1:5051',
			active: true,
			drain: null,
			attributes: {public_ip: 'true'},
			reservedResources: {slave_public: {cpus: 1}},
			unreserved: {cpus: 4, mem: 8192, disk: 35_000},
		},
		{
			id: 'S1',
			hostname: 'i',
			pid: 'slave(1)@10.0.0.2:5051',
			active: false,
			drain: null,
			attributes: {},
			reservedResources: {},
			unreserved: null,
		},
	]);
	t.is(requests[0]?.path, '/mesos/master/slaves');
});

for (const [what, told, unreserved] of [
	['all kinds', {cpus: 1.5, mem: 64, disk: 10}, {cpus: 1.5, mem: 64, disk: 10}],
	['only some kinds', {mem: 64}, {cpus: 0, mem: 64, disk: 0}],
	['nothing', {}, {cpus: 0, mem: 0, disk: 0}],
] as const) {
	test(`an agent that has ${what} for every role is told so`, async t => {
		const agent = {id: 'S0', hostname: 'h', pid: 'p', active: true, unreserved_resources: told};
		const [listed] = await mesosOver(recordedHttp({body: {slaves: [agent]}}).http).agents();
		t.deepEqual(listed?.unreserved, unreserved);
	});
}

for (const [what, told, drain] of [
	['in service', {}, null],
	['drained', {deactivated: true, drain_info: {state: 'DRAINED'}}, 'drained'],
	['being drained', {deactivated: true, drain_info: {state: 'DRAINING'}}, 'draining'],
	['deactivated', {deactivated: true}, 'drained'],
	['in service again', {deactivated: false, drain_info: {}}, null],
] as const) {
	test(`an agent that is ${what} has the drain ${drain}`, async t => {
		const agent = {id: 'S0', hostname: 'h', pid: 'p', active: true, ...told};
		const [listed] = await mesosOver(recordedHttp({body: {slaves: [agent]}}).http).agents();
		t.is(listed?.drain, drain);
	});
}

test('tasks are read of all frameworks, with the service that Marathon labels them with', async t => {
	const frameworks = [
		{
			name: 'marathon',
			tasks: [
				{
					id: 'web.1',
					name: 'web',
					slave_id: 'S0',
					labels: [{key: 'other'}, {key: 'DCOS_SPACE', value: '/web'}],
					container: {type: 'DOCKER'},
				},
			],
		},
		{
			name: 'jenkins',
			tasks: [
				{id: 'build-7', slave_id: 'S1', container: {type: 'MESOS'}},
				{id: 'bare', slave_id: 'S1'},
			],
		},
		{name: 'idle', tasks: []},
		{tasks: []},
	];
	const {http, requests} = recordedHttp({body: {frameworks}});
	const common = {agentId: 'S1', framework: 'jenkins', service: 'jenkins', inDocker: false};
	t.deepEqual(await mesosOver(http).tasks(), [
		{id: 'web.1', name: 'web', agentId: 'S0', framework: 'marathon', service: '/web', inDocker: true},
		{id: 'build-7', name: 'build-7', ...common},
		{id: 'bare', name: 'bare', ...common},
	]);
	t.is(requests[0]?.path, '/mesos/master/state');
});

for (const [call, body] of [
	['drain', {type: 'DRAIN_AGENT', drain_agent: {agent_id: {value: 'S0'}}}],
	['reactivate', {type: 'REACTIVATE_AGENT', reactivate_agent: {agent_id: {value: 'S0'}}}],
] as const) {
	test(`to ${call} an agent is a call of Mesos' operator API`, async t => {
		const {http, requests} = recordedHttp({status: 202});
		await mesosOver(http)[call]('S0');
		const [request] = requests;
		t.like(request, {method: 'POST', path: '/mesos/api/v1', expect: [200, 202]});
		t.deepEqual<unknown, unknown>(JSON.parse(String(request?.body)), body);
	});
}
