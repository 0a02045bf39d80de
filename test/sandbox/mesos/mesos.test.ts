import test from 'ava';
import {withCluster} from '../with-cluster.ts';
import {encodeAgents, isGetAgents} from './agents-protobuf.ts';

type Told = {id: string; pid: string; active: boolean; attributes: object; reserved_resources: object};

test('every agent is told with its address in the pid, public ones with attribute and reserved role', async t => {
	const {agents, client} = await withCluster(t, {agents: 3, publicAgents: 1});
	const paths = ['/mesos/slaves', '/mesos/master/slaves', '/mesos/master/state', '/mesos/master/state-summary'];
	for (const path of paths) {
		const {slaves} = (await client('GET', path)).json;
		t.deepEqual(
			slaves.map(({pid}: Told) => pid),
			['slave(1)@127.0.2.11:5051', 'slave(1)@127.0.2.12:5051', 'slave(1)@127.0.2.13:5051'],
		);
		t.deepEqual(slaves[0].attributes, {});
		t.deepEqual(slaves[2].attributes, {public_ip: 'true'});
		t.deepEqual(Object.keys(slaves[2].reserved_resources), ['slave_public']);
	}
	for (const agent of agents) agent.active = false;
	t.true((await client('GET', '/mesos/slaves')).json.slaves.every((agent: Told) => !agent.active));
});

test('Mesos-DNS knows one leader', async t => {
	const {client} = await withCluster(t);
	for (const name of ['leader.mesos', 'master.mesos']) {
		t.deepEqual((await client('GET', `/mesos_dns/v1/hosts/${name}`)).json, [{host: `${name}.`, ip: '127.0.0.1'}]);
	}
	t.is((await client('GET', '/mesos_dns/v1/enumerate')).status, 404);
});

test('the networking API tells public addresses of public agents only', async t => {
	const {client} = await withCluster(t, {agents: 2, publicAgents: 1});
	const nodes = (await client('GET', '/net/v1/nodes')).json;
	t.deepEqual(
		nodes.map(({public_ips}: {public_ips: string[]}) => public_ips),
		[[], ['127.0.2.12']],
	);
});

test('the agents in protobuf are byte for byte what mesos.v1.master.Response asks for', t => {
	const agent = {
		id: 'S0',
		hostname: 'h',
		ip: '127.0.2.11',
		public: false,
		active: true,
		deactivated: false,
		drain: null,
		resources: {cpus: 1, mem: 1, disk: 1},
	};
	const info = '0a0168' + '32040a025330' + '40bb27';
	const told = `0a0c${info}10011a06312e31312e302218${Buffer.from('slave(1)@127.0.2.11:5051').toString('hex')}`;
	t.is(encodeAgents([agent], '1.11.0').toString('hex'), `080952340a32${told}`);
	t.true(isGetAgents(Buffer.from([8, 10])));
	t.false(isGetAgents(Buffer.from([8, 11])));
});
