import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import test from 'ava';
import ssh2, {type ClientChannel} from 'ssh2';
import {startTestAgents} from './test-agents.ts';

// A killed process is a zombie (Z) until its new parent has taken note, which may be a while.
const waitUntilGone = `
	pid=$(cat ~/pid)
	for try in $(seq 500); do
		kill -0 $pid && ! grep ') Z ' /proc/$pid/stat || exit 0
		sleep 0.01
	done
	exit 1
`;

test('runs a script from stdin as root of the agent, its streams apart and its exit code passed on', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}]);
	const script = `
		set -e
		mkdir /etc/docker/certs.d /etc/docker/certs.d/registry.example
		cat /run/dcos/pki/CA/ca-bundle.crt >/etc/docker/certs.d/registry.example/new
		chmod 0644 /etc/docker/certs.d/registry.example/new
		mv /etc/docker/certs.d/registry.example/new /etc/docker/certs.d/registry.example/ca.crt
		sha256sum </etc/docker/certs.d/registry.example/ca.crt
		id -u
		echo careful >&2
		timeout 5 sh -c 'exit 7'
	`;
	const {code, stdout, stderr} = await ssh(1, 'LC_ALL=C sudo -n sh -s', script);
	t.is(stdout, `${createHash('sha256').update('a bundle\n').digest('hex')}  -\n0\n`);
	t.is(stderr, 'careful\n');
	t.is(code, 7);
	t.deepEqual(await agent(1).certsD(), {'registry.example/ca.crt': 'a bundle\n'});
	t.deepEqual(agent(1).commands(), ['LC_ALL=C sudo -n sh -s']);
	t.is(agent(1).connections(), 1);
});

test('gives each agent files of its own, and a fresh one no certs.d', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}, {}]);
	t.is((await ssh(1, 'ls /etc/docker; mkdir /etc/docker/certs.d; touch /etc/docker/certs.d/here')).stdout, '');
	t.deepEqual(await agent(1).certsD(), {here: ''});
	t.deepEqual(await agent(2).certsD(), {});
	t.is((await ssh(2, 'ls /etc/docker')).stdout, '');
});

test('carries a megabyte in and three out on each stream', async t => {
	const {ssh} = await startTestAgents(t, [{}]);
	const megabyte = Buffer.alloc(1024 * 1024, 'agent of the cluster\n').toString();
	t.is((await ssh(1, 'cat', megabyte)).stdout, megabyte);
	const {stdout, stderr} = await ssh(1, 'head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2');
	t.deepEqual([stdout.length, stderr.length], [3_000_000, 3_000_000]);
});

test('serves six agents at once, and six sessions at once on one', async t => {
	const {ssh} = await startTestAgents(t, [{}, {}, {}, {}, {}, {}]);
	const places = [1, 2, 3, 4, 5, 6];
	const own = await Promise.all(places.map(place => ssh(place, 'sh -s', `echo agent ${place} >~/name; cat ~/name`)));
	t.deepEqual(
		own.map(({stdout}) => stdout),
		places.map(place => `agent ${place}\n`),
	);
	const same = await Promise.all(places.map(() => ssh(1, 'cat ~/name')));
	t.deepEqual(
		same,
		places.map(() => ({code: 0, stdout: 'agent 1\n', stderr: ''})),
	);
});

test('kills what a command started, in whatever process group, when the client goes', async t => {
	const {sshWith, agent} = await startTestAgents(t, [{}]);
	const client = new AbortController();
	const session = sshWith(
		[],
		1,
		'mkfifo ~/started; echo $$ >~/pid; timeout 60 sleep 60 & echo >~/started; wait',
		client.signal,
	);
	// Opens when the command has come so far.
	await agent(1).run('for try in $(seq 500); do [ -p ~/started ] && break; sleep 0.01; done; cat ~/started');
	client.abort();
	await session;
	t.is((await agent(1).run(waitUntilGone)).code, 0);
});

test('leaves no background process behind a command that ends', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}]);
	await ssh(1, 'sleep 60 >/dev/null 2>&1 & echo $! >~/pid');
	t.is((await agent(1).run(waitUntilGone)).code, 0);
});

test('reports the signal that ended a command', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}]);
	t.is((await agent(1).run('kill -TERM $$')).code, 143);
	t.is((await ssh(1, 'kill -TERM $$')).code, 255);
});

test("passes a client's signal on to the command", async t => {
	const {agent, sshConfig} = await startTestAgents(t, [{}]);
	const client = new ssh2.Client();
	t.teardown(() => once(client.end(), 'close'));
	const privateKey = await readFile(join(dirname(sshConfig), 'id_ed25519'));
	client.connect({host: '127.0.0.1', port: agent(1).port, username: 'anybody', privateKey});
	await once(client, 'ready');
	const channel = await new Promise<ClientChannel>((resolve, reject) => {
		client.exec(
			"trap 'echo told; exit 3' USR1; echo ready; for try in $(seq 1000); do sleep 0.01; done",
			(error, opened) => (error ? reject(error) : resolve(opened)),
		);
	});
	await once(channel, 'data');
	const exit = once(channel, 'exit');
	channel.signal('USR1');
	t.is(String(await once(channel, 'data')), 'told\n');
	t.deepEqual(await exit, [3]);
});

test('reaches one agent through another, and nothing else', async t => {
	const {sshWith, sshConfig, agent} = await startTestAgents(t, [{}, {}]);
	const through = (target: string) => ['-o', `ProxyCommand=ssh -F "${sshConfig}" -W ${target} ${agent(2).ip}`];
	t.is((await sshWith(through('%h:%p'), 1, 'echo through')).stdout, 'through\n');
	t.is((await sshWith(through(`${agent(1).ip}:22`), 1, 'echo through')).stdout, 'through\n');
	const elsewhere = await sshWith(through('127.0.0.1:9'), 1, 'echo through');
	t.regex(elsewhere.stderr, /stdio forwarding failed/);
	t.is(elsewhere.code, 255);
});

test('restarts Docker through systemctl, and nothing else', async t => {
	const {ssh} = await startTestAgents(t, [{}]);
	t.is((await ssh(1, 'sudo -n systemctl restart docker')).code, 0);
	t.is((await ssh(1, 'systemctl stop docker')).code, 1);
});
