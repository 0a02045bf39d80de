import test from 'ava';
import {eventually} from './eventually.ts';
import {withSandbox} from './with-sandbox.ts';

const marathon = '/service/marathon/v2/apps';

test("a restart of an agent's Docker over SSH ends the Docker tasks there, and no others", async t => {
	const {sandbox, client} = await withSandbox(t, {agents: 2, publicAgents: 0});
	const [first, second] = sandbox.agents.agents;
	const docker = {container: {type: 'DOCKER', docker: {image: 'nginx'}}, cpus: 0.1, mem: 32};
	const constraints = [['hostname', 'CLUSTER', first?.hostname ?? '']];
	await client('POST', marathon, {...docker, id: '/web', constraints});
	const builds = sandbox.agents.agents.map(({ip}) =>
		sandbox.tasks.add({name: `build on ${ip}`, framework: 'jenkins', agent: ip, container: 'DOCKER'}),
	);
	const kept = sandbox.tasks.add({name: 'kept', framework: 'metronome', agent: first?.id ?? '', container: 'MESOS'});
	const runs = () => sandbox.tasks.running().filter(({state}) => state === 'TASK_RUNNING');
	await eventually('all run', async () => runs().length === 4);
	const before = runs();
	await first?.run('sudo -n systemctl restart docker');
	await eventually('they are gone', async () => sandbox.tasks.ended().length === 2);
	t.deepEqual(
		sandbox.tasks
			.ended()
			.map(({name}) => name)
			.sort(),
		[`build on ${first?.ip}`, 'web'],
	);
	const anew = await eventually('Marathon has started its own anew', async () =>
		runs().find(({name}) => name === 'web'),
	);
	t.false(before.some(({id}) => id === anew.id));
	t.true(runs().includes(kept));
	t.deepEqual([builds[1] && runs().includes(builds[1]), first?.restarts(), second?.restarts()], [true, 1, 0]);
});

test('the public address of the masters leads to the agents, unless the masters do not know it', async t => {
	const {sandbox, client} = await withSandbox(t, {agents: 1, publicAgents: 0});
	const told = async () => (await client('GET', '/metadata')).json.PUBLIC_IPV4;
	t.is(await told(), sandbox.agents.proxy.address);
	sandbox.metadata.publicAddress = '';
	t.is(await told(), '');
	await sandbox.reset();
	t.is(await told(), sandbox.agents.proxy.address);
});
