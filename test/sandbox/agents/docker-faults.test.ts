import test, {type ExecutionContext} from 'ava';
import {createAuthority} from '../certificates.ts';
import type {AgentFault} from './agent-fault.ts';
import {startSmallRegistry} from './small-registry.ts';
import {startTestAgents} from './test-agents.ts';

const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';
const noDaemon = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';
const version = "docker version --format '{{.Server.Version}}'";
const insecure =
	"docker info --format '{{range .RegistryConfig.IndexConfigs}}{{if not .Secure}}{{.Name}} {{end}}{{end}}'";
const restart = 'sudo -n systemctl restart docker';

async function startAgent(t: ExecutionContext, fault: AgentFault) {
	const restarted: string[] = [];
	const world = await startTestAgents(t, [{fault}], {onDockerRestart: id => restarted.push(id)});
	return {...world, restarted, run: (command: string) => world.ssh(1, command)};
}

test('a daemon that does not run is not reached, until it is started', async t => {
	const {run, agent, restarted, reset} = await startAgent(t, 'docker-stopped');
	for (const command of ['docker ps', `docker pull ${host}/none:1`]) {
		t.deepEqual(await run(command), {code: 1, stdout: '', stderr: noDaemon});
	}
	t.deepEqual(await run(version), {code: 1, stdout: '\n', stderr: noDaemon});
	t.regex(
		(await run(insecure)).stderr,
		/^template: :1:23: executing "" at <\.RegistryConfig\.IndexConfigs>: reflect: /,
	);
	t.deepEqual(await run('systemctl is-active docker'), {code: 3, stdout: 'inactive\n', stderr: ''});
	t.is((await run(restart)).code, 0);
	t.deepEqual(await run(version), {code: 0, stdout: '20.10.24\n', stderr: ''});
	t.is((await run('systemctl is-active docker.service')).stdout, 'active\n');
	t.is(agent(1).restarts(), 1);
	t.deepEqual(restarted, ['sandbox-S0']);
	await reset();
	t.is(agent(1).restarts(), 0);
	t.is((await run(version)).code, 1);
	t.deepEqual(restarted, ['sandbox-S0']);
});

test('a daemon does not come back from a restart that seemed to succeed', async t => {
	const {run, agent} = await startAgent(t, 'docker-does-not-come-back');
	t.is((await run(version)).code, 0);
	t.deepEqual(await run(restart), {code: 0, stdout: '', stderr: ''});
	t.is((await run(version)).stderr, noDaemon);
	t.is((await run('systemctl is-active docker')).stdout, 'inactive\n');
	await agent(1).setFault(undefined);
	t.is((await run(version)).code, 0);
});

test('a restart that fails says where to look, and the daemon is gone', async t => {
	const {run, agent, restarted} = await startAgent(t, 'docker-restart-fails');
	const {code, stderr} = await run(restart);
	t.regex(
		stderr,
		/^Job for docker\.service failed because the control process exited with error code\.\nSee "systemctl/,
	);
	t.is(code, 1);
	t.is((await run(version)).code, 1);
	t.is(agent(1).restarts(), 1);
	t.is(restarted.length, 1);
});

test('a restart that hangs does not end by itself', async t => {
	const {run, agent, restarted} = await startAgent(t, 'docker-restart-hangs');
	t.is((await run(`timeout 1 ${restart}`)).code, 124);
	t.is((await run(version)).stderr, noDaemon);
	t.is(agent(1).restarts(), 1);
	t.is(restarted.length, 1);
});

test('a daemon whose proxy is not there says so of every pull', async t => {
	const {run} = await startAgent(t, 'docker-proxy');
	t.is(
		(await run(`docker pull ${host}/none:1`)).stderr,
		`Error response from daemon: Get "https://${host}/v2/": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused\n`,
	);
	t.is((await run("docker info --format '{{.HTTPSProxy}}'")).stdout, 'http://127.0.0.1:3128\n');
});

test('a daemon that has the registry as insecure does not look at its certificate, and tells', async t => {
	const {run, agent, resolve} = await startAgent(t, 'docker-insecure');
	const authority = await createAuthority(Date.now());
	const registry = await startSmallRegistry(await authority.issue(['elsewhere.example']));
	t.teardown(registry.stop);
	await resolve(host, registry.target);
	t.is((await run(insecure)).stdout, `${host} ${host}:443 \n`);
	for (const name of [host, `${host}:443`])
		t.regex((await run(`docker pull ${name}/none:1`)).stderr, /manifest unknown/);
	await agent(1).setFault(undefined);
	t.is((await run(insecure)).stdout, '\n');
	t.regex((await run(`docker pull ${host}/none:1`)).stderr, /x509/);
});

test('a pull that hangs does not end by itself, and nothing else hangs', async t => {
	const {run} = await startAgent(t, 'docker-hangs');
	t.is((await run(`timeout 1 docker pull ${host}/none:1`)).code, 124);
	t.is((await run(version)).code, 0);
});
