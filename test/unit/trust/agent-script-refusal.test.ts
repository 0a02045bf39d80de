import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import type {AgentRoot} from './agent-root.ts';
import {etc, plant} from './agent-trees.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, ca, caPath, certsD, host, ownDaemon, pem, registries, remove, trust} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());
const x509 = 'x509: certificate signed by unknown authority';

/** A daemon that refuses each image in these words, and began at such a time. */
async function refusing(t: ExecutionContext, words = `Get "https://r/v2/": ${x509}`): Promise<AgentRoot> {
	const agent = await agentWith(t);
	for (const directory of ['/proc/7', '/proc/sys/kernel/random', '/var/run'])
		await mkdir(agent.at(directory), {recursive: true});
	await agent.write('/proc/sys/kernel/random/boot_id', 'boot-1\n');
	await agent.write('/var/run/docker.pid', '7');
	await startedAt(agent, 1000);
	await say(agent, words);
	await agent.stub('systemctl', 'exit 0');
	await agent.stub('curl', 'exit 0');
	return agent;
}

/** In field 22, as proc(5) has it, in ticks. */
async function startedAt(agent: AgentRoot, ticks: number): Promise<void> {
	const before = Array.from({length: 18}, (_, index) => index);
	await writeFile(agent.at('/proc/7/stat'), `7 (dockerd) S ${before.join(' ')} ${ticks} 23 24\n`);
}

async function say(agent: AgentRoot, words: string): Promise<void> {
	await agent.write('/words', `Error response from daemon: ${words}\n`);
	await agent.stub(
		'docker',
		`${ownDaemon}; case $1 in info) exit 0 ;; version) echo 20 ;; *) cat /words >&2; exit 1 ;; esac`,
	);
}

const wereRestarted = (agent: AgentRoot) => trust(agent, {imageTag: 'cd34'}).proofs.map(({restarted}) => restarted);

for (const {name, words, lack} of posixShells) {
	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`${name} remembers a restart that did not help, until the daemon is started anew`,
		async t => {
			const agent = await refusing(t);
			const one = {registries: [host]};
			const wasRestarted = () => trust(agent, one, words).proofs[0]?.restarted;
			t.false(wasRestarted());
			t.is(trust(agent, {...one, work: 'restart'}, words).restart, 'done');
			t.true(wasRestarted());
			t.deepEqual((await readdir(agent.at(`${certsD}/${host}`))).sort(), ['.dcos-registry', 'ca.crt']);
			t.regex(
				await readFile(agent.at(`${certsD}/${host}/.dcos-registry`), 'utf8'),
				/^# of .*\nmade 3\nsum \d+\nrestarted \d+@1000@boot-1\nrefused Error response from daemon: Get "https:\/\/r\/v2\/": x509: .*\n$/,
			);
			await startedAt(agent, 2000);
			t.false(wasRestarted());
		},
	);
}

onAgent(
	'a restart that did not help is remembered as long as the CA, the start and the words are the same',
	async t => {
		const agent = await refusing(t);
		const before = await etc(agent);
		t.deepEqual(wereRestarted(agent), [false, false]);
		trust(agent, {work: 'restart'});
		t.deepEqual(wereRestarted(agent), [true, true]);

		await agent.write('/proc/sys/kernel/random/boot_id', 'boot-2\n');
		t.deepEqual(wereRestarted(agent), [false, false]);
		await agent.write('/proc/sys/kernel/random/boot_id', 'boot-1\n');
		t.deepEqual(wereRestarted(agent), [true, true]);

		await say(agent, `Get "https://r/v2/": tls: failed to verify certificate: ${x509}`);
		t.deepEqual(wereRestarted(agent), [false, false]);
		trust(agent, {work: 'restart'});
		t.deepEqual(wereRestarted(agent), [true, true]);

		await agent.write(caPath, pem('bmV3'));
		const now = {clusterCertificates: ['bmV3']};
		t.deepEqual(
			trust(agent, now).proofs.map(({restarted}) => restarted),
			[false, false],
		);
		t.is(remove(agent).files.get(host), 'removed');
		t.deepEqual(await etc(agent), before);
	},
);

onAgent('words with the name of the image are the same in every run', async t => {
	const agent = await refusing(t, '');
	const head = (tag: string) => `Head "https://${host}/v2/dcos-registry-proof-${tag}/manifests/${tag}": ${x509}`;
	await say(agent, head('ab12'));
	trust(agent);
	trust(agent, {work: 'restart'});
	await say(agent, head('cd34'));
	t.deepEqual(wereRestarted(agent), [true, true]);
});

onAgent('a daemon that trusts after its restart leaves nothing to remember', async t => {
	const agent = await refusing(t);
	trust(agent);
	const before = await etc(agent);
	await agent.stub(
		'docker',
		`${ownDaemon}; case $1 in info) exit 0 ;; version) echo 20 ;; *) echo 'manifest unknown' >&2; exit 1 ;; esac`,
	);
	trust(agent, {work: 'restart'});
	t.deepEqual(await etc(agent), before);
});

onAgent("of a file of somebody else's is remembered as well, and the file is never taken for ours", async t => {
	const agent = await refusing(t);
	await plant(agent, {[`certs.d/${host}/ca.crt`]: ca, [`certs.d/${host}:443/ca.crt`]: ca});
	const before = await etc(agent);
	trust(agent, {work: 'restart'});
	t.deepEqual(wereRestarted(agent), [true, true]);
	const both = (state: string) => Object.fromEntries(registries.map(each => [each, state]));
	t.deepEqual(Object.fromEntries(remove(agent, {change: false}).files), both('foreign'));
	t.deepEqual(Object.fromEntries(remove(agent).files), both('foreign'));
	t.deepEqual(await etc(agent), before);
});

onAgent('a record that cannot be written is no failure of the restart', async t => {
	const agent = await refusing(t);
	trust(agent);
	await agent.stub('mv', 'exit 1');
	t.like(trust(agent, {work: 'restart'}), {restart: 'done', ended: true, problems: []});
	t.deepEqual(wereRestarted(agent), [false, false]);
});
