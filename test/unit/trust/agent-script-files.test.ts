import {chmod, lstat, mkdir, readdir, readFile, stat, symlink} from 'node:fs/promises';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import type {AgentRoot} from './agent-root.ts';
import {etc, plant} from './agent-trees.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, ca, caPath, certsD, host, pem, registries, remove, trust} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());

const modeOf = async (agent: AgentRoot, path: string) => ((await stat(agent.at(path))).mode & 0o777).toString(8);

for (const {name, words: shell, lack} of posixShells) {
	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`on a fresh agent ${name} puts the CA into both directories and asks Docker for both names`,
		async t => {
			const agent = await agentWith(t);
			const answer = trust(agent, {}, shell);
			t.like(answer, {began: true, ended: true, ca: 'same', certificates: ['QUFBQkJC'], problems: []});
			t.deepEqual(Object.fromEntries(answer.files), {[host]: 'written', [`${host}:443`]: 'written'});
			for (const registry of registries) {
				t.is(await readFile(agent.at(`${certsD}/${registry}/ca.crt`), 'utf8'), ca);
				t.is(await modeOf(agent, `${certsD}/${registry}/ca.crt`), '644');
				t.is(await modeOf(agent, `${certsD}/${registry}`), '755');
				t.deepEqual((await readdir(agent.at(`${certsD}/${registry}`))).sort(), ['.dcos-registry', 'ca.crt']);
				t.is(await modeOf(agent, `${certsD}/${registry}/.dcos-registry`), '644');
			}
			const image = 'dcos-registry-proof-ab12:ab12';
			t.deepEqual(
				(await agent.calls()).slice(1),
				registries.map(each => `docker -H unix:///var/run/docker.sock pull ${each}/${image}`),
			);
			const words = 'Error response from daemon: manifest unknown';
			t.deepEqual(
				answer.proofs,
				registries.map(registry => ({
					registry,
					exitCode: 1,
					words,
					curl: null,
					addresses: [],
					file: 'written',
					restarted: false,
				})),
			);
		},
	);
}

onAgent('the second run changes nothing', async t => {
	const agent = await agentWith(t);
	trust(agent);
	const before = await lstat(agent.at(`${certsD}/${host}/ca.crt`));
	const answer = trust(agent);
	t.deepEqual(Object.fromEntries(answer.files), {[host]: 'right', [`${host}:443`]: 'right'});
	const after = await lstat(agent.at(`${certsD}/${host}/ca.crt`));
	t.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
});

onAgent('a run that only looks writes nothing, not even a directory', async t => {
	const agent = await agentWith(t);
	const answer = trust(agent, {change: false});
	t.deepEqual(Object.fromEntries(answer.files), {[host]: 'lacking', [`${host}:443`]: 'lacking'});
	t.is(answer.proofs.length, 2);
	await t.throwsAsync(stat(agent.at('/etc/docker')), {code: 'ENOENT'});
});

onAgent('a mode that somebody has changed is put right, and what else is there stays', async t => {
	const agent = await agentWith(t);
	trust(agent);
	await agent.write(`${certsD}/${host}/client.cert`, 'theirs');
	await mkdir(agent.at(`${certsD}/other.example.com`));
	await chmod(agent.at(`${certsD}/${host}:443/ca.crt`), 0o600);
	t.deepEqual(Object.fromEntries(trust(agent).files), {[host]: 'right', [`${host}:443`]: 'written'});
	t.is(await modeOf(agent, `${certsD}/${host}:443/ca.crt`), '644');
	t.deepEqual((await readdir(agent.at(certsD))).sort(), ['other.example.com', ...registries].sort());
	t.is(await readFile(agent.at(`${certsD}/${host}/client.cert`), 'utf8'), 'theirs');
});

for (const {name, words, lack} of posixShells) {
	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`where the cluster has another CA by now, ${name} replaces the one that was put there, and takes it back`,
		async t => {
			const agent = await agentWith(t);
			const before = await etc(agent);
			trust(agent, {}, words);
			await agent.write(caPath, pem('bmV3'));
			const now = {clusterCertificates: ['bmV3']};
			const both = (state: string) => Object.fromEntries(registries.map(each => [each, state]));
			t.deepEqual(Object.fromEntries(trust(agent, {...now, change: false}, words).files), both('outdated'));
			t.deepEqual(Object.fromEntries(trust(agent, now, words).files), both('replaced'));
			for (const each of registries) t.is(await readFile(agent.at(`${certsD}/${each}/ca.crt`), 'utf8'), pem('bmV3'));
			t.deepEqual(Object.fromEntries(trust(agent, now, words).files), both('right'));
			t.deepEqual(Object.fromEntries(remove(agent, {}, words).files), both('removed'));
			t.deepEqual(await etc(agent), before);
		},
	);
}

onAgent('a ca.crt with more than the CA, or with its lines broken otherwise, has it', async t => {
	for (const text of [pem('QUFBQkJC'), `${pem('c29tZXRoaW5n')}${ca}`]) {
		const agent = await agentWith(t);
		await plant(agent, {[`certs.d/${host}/ca.crt`]: text});
		t.is(trust(agent).files.get(host), 'right');
	}
});

onAgent('a symbolic link is not followed, and nothing is asked of Docker then', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at(`${certsD}/${host}`), {recursive: true});
	await agent.write('/tmp/theirs', 'theirs');
	await symlink('/tmp/theirs', agent.at(`${certsD}/${host}/ca.crt`));
	const answer = trust(agent);
	t.deepEqual(answer.problems, [`${certsD}/${host}/ca.crt is a symbolic link, which is not followed`]);
	t.is(await readFile(agent.at('/tmp/theirs'), 'utf8'), 'theirs');
	t.deepEqual(await agent.calls(), []);
});

onAgent('a directory in the place of ca.crt is told', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at(`${certsD}/${host}/ca.crt`), {recursive: true});
	t.deepEqual(trust(agent).problems, [`${certsD}/${host}/ca.crt is a directory`]);
});

onAgent('a directory that cannot be made is told in the words of the system', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at('/etc/docker'));
	await agent.write(certsD, 'a file');
	const answer = trust(agent);
	t.regex(answer.problems[0] ?? '', /Not a directory|File exists|overwrite non-directory/);
	t.true(answer.ended);
});

onAgent('where files have SELinux labels, those of ours are restored and no others', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at(`${certsD}/${host}`), {recursive: true});
	// one that fails has no say in whether the file is there: Docker tells whether it can read it
	await agent.stub('restorecon', 'exit 1');
	trust(agent);
	const calls = (await agent.calls()).filter(call => call.startsWith('restorecon'));
	t.deepEqual(calls, [
		`restorecon -R ${certsD}/${host}/ca.crt ${certsD}/${host}/.dcos-registry`,
		`restorecon -R ${certsD}/${host}:443`,
	]);
});
