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
			attributes: {public_ip: 'true'},
			reservedResources: {slave_public: {cpus: 1}},
			unreserved: {cpus: 4, mem: 8192, disk: 35_000},
		},
		{
			id: 'S1',
			hostname: 'i',
			pid: 'slave(1)@10.0.0.2:5051',
			active: false,
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
