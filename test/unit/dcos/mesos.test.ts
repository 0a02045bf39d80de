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
		},
		{id: 'S1', hostname: 'i', pid: 'slave(1)@10.0.0.2:5051', active: false, attributes: {}, reservedResources: {}},
	]);
	t.is(requests[0]?.path, '/mesos/master/slaves');
});
