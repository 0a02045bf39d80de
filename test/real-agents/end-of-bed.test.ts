import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import test, {type ExecutionContext} from 'ava';
import {eventually} from '../sandbox/eventually.ts';
import {testWhere} from '../support/test-where.ts';
import {leftovers, networkOf} from './nothing-left.ts';
import {whyNoRealAgents} from './why-no-real-agents.ts';
import {startTestBed} from './with-real-agents.ts';

const onRealAgents = testWhere(test, whyNoRealAgents());

const container = (image: string) =>
	`mkdir -p /etc/docker/certs.d/${image.split('/')[0]} &&
	cp /run/dcos/pki/CA/ca-bundle.crt /etc/docker/certs.d/${image.split('/')[0]}/ca.crt &&
	docker run --detach --restart always --network none ${image}`;

async function cgroupsOf(name: string): Promise<string[]> {
	const controllers = await readdir('/sys/fs/cgroup');
	const groups = await Promise.all(controllers.map(each => readdir(join('/sys/fs/cgroup', each)).catch(() => [])));
	return groups.flat().filter(group => group === name);
}

onRealAgents('stop leaves no process, no mount, no cgroup and no file', async t => {
	const bed = await startTestBed([{docker: 'real'}, {docker: 'stub', fault: 'stalls'}]);
	const {directory} = bed;
	const network = networkOf(bed.pid) ?? '';
	const session = bed.ssh([bed.agent(1).ip, 'sleep 600']);
	t.is((await bed.agent(1).run(container(bed.registry.image))).code, 0);
	await eventually('the session begins', async () => bed.agent(1).sessions() > 0);
	const cgroup = bed.agent(1).read('/etc/agent/cgroup');
	t.true((await cgroupsOf(cgroup)).length > 0);
	await bed.stop();
	await session;
	t.deepEqual(leftovers({network, directory}), []);
	t.deepEqual(await cgroupsOf(cgroup), []);
	await t.throwsAsync(readdir(directory), {code: 'ENOENT'});
});

onRealAgents('a test process that is killed leaves nothing running and nothing mounted', async t => {
	const directory = await mkdtemp(join(tmpdir(), 'real-agents-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const starter = startElsewhere(t, directory);
	const [line] = await once(starter.stdout ?? t.fail(), 'data');
	const network = networkOf(Number(line)) ?? '';
	t.true(leftovers({network, directory}).length > 3);
	starter.kill('SIGKILL');
	await eventually('all is gone', async () => leftovers({network, directory}).length === 0);
	t.pass();
});

/** Starts a bed in a process of its own, which prints its number. */
function startElsewhere(t: ExecutionContext, directory: string): ChildProcess {
	const script = `
		import {startRealAgents} from '${import.meta.dirname}/real-agents.ts';
		import {createAuthority} from '${import.meta.dirname}/../sandbox/certificates.ts';
		const {cert, issue} = await createAuthority(Date.now());
		const agents = [{docker: 'real'}, {docker: 'none'}];
		const {pid} = await startRealAgents({directory: '${directory}', caBundle: cert, issue, host: 'registry.test', agents});
		console.log(pid);
		setInterval(() => {}, 1000);
	`;
	const words = ['--no-warnings', '--input-type=module', '--eval', script];
	const starter = spawn(process.execPath, words, {stdio: ['ignore', 'pipe', 'pipe']});
	void text(starter.stderr).then(complaint => t.log(complaint));
	return starter;
}
