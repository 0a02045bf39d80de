import {mkdir, readFile, rename, stat, symlink} from 'node:fs/promises';
import test from 'ava';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import {proofLimit} from '../../../src/trust/on-agent/time-limits.ts';
import {writeExecutables} from '../../support/executables.ts';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {plant} from './agent-trees.ts';
import {agentWith, ca, caPath, certsD, docker, host, ownDaemon, registries, trust, wishes} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());

onAgent(
	'a Docker that answers is asked about its registries first, then for an image that cannot exist under each name',
	async t => {
		const agent = await agentWith(t);
		await agent.stub('timeout', 'shift; exec "$@"');
		const answer = trust(agent);
		t.is(answer.docker, 'answers');
		t.deepEqual(answer.setting, {kind: null, told: true, unchecked: [], networks: [], proxied: false, direct: ''});
		t.deepEqual(
			answer.proofs,
			registries.map(registry => ({
				registry,
				exitCode: 1,
				curl: null,
				addresses: [],
				file: 'written',
				restarted: false,
				words: 'Error response from daemon: manifest unknown',
			})),
		);
		const calls = await agent.calls();
		t.regex(calls[0] ?? '', /^timeout 20 docker -H unix:\/\/\/var\/run\/docker.sock info --format \{\{/);
		t.is(
			calls[2],
			`timeout ${proofLimit} docker -H unix:///var/run/docker.sock pull ${host}/dcos-registry-proof-ab12:ab12`,
		);
		t.is(calls.at(-1), `docker -H unix:///var/run/docker.sock pull ${host}:443/dcos-registry-proof-ab12:ab12`);
	},
);

onAgent('a registry whose certificate Docker does not check is told', async t => {
	const agent = await agentWith(t);
	await agent.stub(
		'docker',
		docker.replace('exit 0', `echo "unchecked ${host}\nunchecked other:5000\nnetwork 127.0.0.0/8"; exit 0`),
	);
	t.like(trust(agent).setting, {told: true, unchecked: [host, 'other:5000'], networks: ['127.0.0.0/8']});
});

onAgent('a Docker that is silent is told in its words, and asked nothing more', async t => {
	const agent = await agentWith(t);
	const words = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
	await agent.stub('docker', `echo "${words}" >&2; exit 1`);
	const answer = trust(agent);
	t.like(answer, {docker: 'silent', daemonWords: words, proofs: [], ended: true});
	// and whether it is Docker at all
	t.deepEqual((await agent.calls()).slice(1), ['docker --version']);
	t.is([...answer.files.values()][0], 'written');
});

onAgent('an exit code and the last lines of what Docker says are brought back', async t => {
	const agent = await agentWith(t);
	const said = ['$(touch /x)', '* ?', '%s %d', 'four', 'C:\\\\new', "it's", 'last'];
	await agent.write('/words', said.join('\n'));
	await agent.stub('docker', `${ownDaemon}; [ "$1" = info ] || { cat /words; exit 124; }`);
	t.like(trust(agent).proofs[0], {exitCode: 124, words: said.slice(-5).join('\n')});
});

onAgent('a line that nobody would read is cut', async t => {
	const agent = await agentWith(t);
	await agent.stub('docker', `${ownDaemon}; [ "$1" = info ] && exit 0; head -c 9000 /dev/zero | tr '\\0' x; exit 1`);
	t.is(trust(agent).proofs[0]?.words, 'x'.repeat(500));
});

onAgent('without timeout Docker is asked all the same', async t => {
	const agent = await agentWith(t, ca, {lacks: ['timeout']});
	t.is(trust(agent).proofs.length, 2);
});

onAgent('a setting that would have Docker ask another server is not passed on', async t => {
	const agent = await agentWith(t);
	await agent.stub('docker', `echo "trust \${DOCKER_CONTENT_TRUST-unset} \${LC_ALL}" >>/calls; ${docker}`);
	agent.run(['sh', '-c', 'DOCKER_CONTENT_TRUST=1 exec sh -s'], agentScript(wishes));
	t.true((await agent.calls()).includes('trust unset C'));
	t.false((await agent.calls()).some(call => call.startsWith('trust 1')));
});

/** What somebody's profile may say of Docker, and what it must not do to ours. */
const elsewhere = {
	DOCKER_HOST: 'tcp://127.0.0.1:9',
	DOCKER_CONTEXT: 'other',
	DOCKER_CONFIG: '/tmp/config',
	DOCKER_TLS: '1',
	DOCKER_TLS_VERIFY: '1',
	DOCKER_CERT_PATH: '/tmp/certs',
	DOCKER_API_VERSION: '1.12',
};

onAgent('the own daemon is asked, whatever the environment says of Docker', async t => {
	const agent = await agentWith(t);
	await agent.stub('docker', `env | grep ^DOCKER_ >>/environment; ${docker}`);
	const set = Object.entries(elsewhere).map(([name, value]) => `${name}=${value}`);
	agent.run(['env', ...set, 'sh', '-s'], agentScript(wishes));
	const seen = await readFile(agent.at('/environment'), 'utf8');
	t.deepEqual([...new Set(seen.trim().split('\n'))], ['DOCKER_CONFIG=/run/dcos-registry.none']);
	await t.throwsAsync(stat(agent.at('/run/dcos-registry.none')), {code: 'ENOENT'});
	for (const call of await agent.calls()) t.regex(call, /^docker -H unix:\/\/\/var\/run\/docker\.sock (?:info|pull) /);
});

onAgent("Podman's docker is told as such, and is asked for no image", async t => {
	const agent = await agentWith(t);
	const podman = `case $1 in --version) echo 'podman version 4.3.1' ;; *) echo "Error: unknown shorthand flag: 'H' in -H" >&2; exit 125 ;; esac`;
	await agent.stub('docker', podman);
	t.like(trust(agent), {docker: 'silent', setting: {kind: 'podman'}, proofs: []});
});

onAgent('a docker that is a snap is told as such', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at('/snap/bin'), {recursive: true});
	await rename(agent.at('/stubs/docker'), agent.at('/snap/bin/docker'));
	await symlink('/snap/bin/docker', agent.at('/stubs/docker'));
	t.is(trust(agent).setting.kind, null, 'where it trusts, nothing hangs on it');
	await writeExecutables(agent.at('/snap/bin'), {
		docker: `#!/bin/sh\n${ownDaemon}\n[ "$1" = pull ] || exit 0\necho x509: >&2\nexit 1\n`,
	});
	t.like(trust(agent).setting, {kind: 'snap', told: true});
});

onAgent('a daemon that runs and cannot tell its setting is told as such', async t => {
	const agent = await agentWith(t);
	await agent.stub(
		'docker',
		`${ownDaemon}; [ "$1" != info ] || { echo 'template: :1:2: no field' >&2; exit 1; }; ${docker}`,
	);
	t.like(trust(agent), {docker: 'answers', setting: {told: false}});
});

onAgent('where the daemon has networks of insecure registries, the addresses of the registry are told', async t => {
	const agent = await agentWith(t);
	await agent.stub(
		'getent',
		`[ "$*" = 'ahosts ${host}' ] && printf '%s\\n' '11.0.0.1 STREAM r' '11.0.0.1 DGRAM' '::1 STREAM'`,
	);
	const saying = (facts: string) =>
		agent.stub('docker', `${ownDaemon}; [ "$1" != info ] || { printf '${facts}'; exit 0; }; ${docker}`);
	for (const facts of ['', 'network 127.0.0.0/8\\n', 'network ::1/128\\nnetwork 127.0.0.0/8\\n']) {
		await saying(facts);
		for (const {addresses} of trust(agent).proofs) t.deepEqual(addresses, [], facts);
	}
	for (const facts of ['network 127.0.0.0/8\\nnetwork 11.0.0.0/8\\n', 'network 0.0.0.0/0\\nnetwork 127.0.0.0/8\\n']) {
		await saying(facts);
		for (const {addresses} of trust(agent).proofs) t.deepEqual(addresses, ['11.0.0.1', '::1'], facts);
	}
});

onAgent('files of others for which Docker refuses the directory are told', async t => {
	const agent = await agentWith(t);
	await plant(agent, {
		[`certs.d/${host}/a.cert`]: '',
		[`certs.d/${host}/b.key`]: '',
		[`certs.d/${host}/c.cert`]: '',
		[`certs.d/${host}/c.key`]: '',
	});
	const {odd} = trust(agent);
	t.deepEqual(odd, [
		`${certsD}/${host}/a.cert has no key beside it`,
		`${certsD}/${host}/b.key has no certificate beside it`,
	]);
});

onAgent('after a problem with a file Docker is not asked', async t => {
	const agent = await agentWith(t);
	await plant(agent, {[`certs.d/${host}/ca.crt/`]: '755'});
	t.deepEqual(trust(agent).proofs, []);
	t.deepEqual(await agent.calls(), []);
});

onAgent('a Docker to which the authority is unknown is compared with curl, which has the same CA', async t => {
	const agent = await agentWith(t);
	await agent.stub(
		'docker',
		`${ownDaemon}; [ "$1" = pull ] || exit 0; echo "x509: certificate signed by unknown authority" >&2; exit 1`,
	);
	await agent.stub('curl', 'exit 60');
	const answer = trust(agent);
	t.deepEqual(
		answer.proofs.map(({curl}) => curl),
		[60, 60],
	);
	const [call] = (await agent.calls()).filter(each => each.startsWith('curl'));
	t.is(call, `curl --disable --silent --noproxy * --cacert ${caPath} https://${host}/v2/`);
});
