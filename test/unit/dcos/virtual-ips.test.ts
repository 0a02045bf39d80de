import test from 'ava';
import {marathonOver} from '../../../src/dcos/marathon.ts';
import {recordedHttp} from './recorded-http.ts';

test('every app is listed, with what it is labelled and with no virtual IPs where it has none', async t => {
	const labelled = {id: '/a/b', instances: 2, labels: {a: 'b'}};
	const bare = {id: '/bare', instances: 1};
	const empty = {id: '/empty', instances: 1, portDefinitions: null, container: {portMappings: null, docker: null}};
	const {http, requests} = recordedHttp({body: {apps: [labelled, bare, empty]}});
	t.deepEqual(await marathonOver(http).apps(), [
		{id: '/a/b', labels: {a: 'b'}, virtualIps: []},
		{id: '/bare', labels: {}, virtualIps: []},
		{id: '/empty', labels: {}, virtualIps: []},
	]);
	t.like(requests[0], {method: 'GET', path: '/service/marathon/v2/apps', expect: [200]});
});

const ports = [{labels: {VIP_0: '/dcos-registry:443', VIP_1: '/second:80', name: '/no:1'}}, {labels: null}, {}];

for (const [where, app] of [
	['the port definitions of an app on the host network', {portDefinitions: ports}],
	['the port mappings of a container', {container: {portMappings: ports}}],
	['the port mappings of a Docker container', {container: {docker: {portMappings: ports}}}],
] as const) {
	test(`the names of virtual IPs are read from ${where}`, async t => {
		const {http} = recordedHttp({body: {apps: [{id: '/a', instances: 1, ...app}]}});
		t.deepEqual((await marathonOver(http).apps())[0]?.virtualIps, ['/dcos-registry', '/second']);
	});
}

test('virtual IPs in all three places are all told', async t => {
	const port = (name: string) => [{labels: {VIP_0: `/${name}:443`}}];
	const container = {portMappings: port('b'), docker: {portMappings: port('c')}};
	const {http} = recordedHttp({body: {apps: [{id: '/a', instances: 1, portDefinitions: port('a'), container}]}});
	t.deepEqual((await marathonOver(http).apps())[0]?.virtualIps, ['/a', '/b', '/c']);
});

/** dcos-net: handle_vip_labels takes a label by how it begins. */
const vipLabels: readonly (readonly [string, string, readonly string[]])[] = [
	['VIP_0', '/my/registry:443', ['/my/registry']],
	['VIP_12', '/r:443', ['/r']],
	['VIP_HTTPS', '/r:443', ['/r']],
	['VIP', '/r:443', ['/r']],
	['vip_0', '/r:443', ['/r']],
	['VIP_0', '10.1.2.3:443', ['10.1.2.3']],
	['VIP_0', '/r', ['/r']],
	['Vip_0', '/r:443', []],
	['MY_VIP_0', '/r:443', []],
];

for (const [label, value, names] of vipLabels) {
	test(`the label ${label}=${value} names ${names.join() || 'no virtual IP'}`, async t => {
		const portDefinitions = [{labels: {[label]: value}}];
		const {http} = recordedHttp({body: {apps: [{id: '/a', instances: 1, portDefinitions}]}});
		t.deepEqual((await marathonOver(http).apps())[0]?.virtualIps, names);
	});
}
