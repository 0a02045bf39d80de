import {chmod, lstat, mkdir, readdir, readFile, stat, symlink} from 'node:fs/promises';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import type {AgentRoot} from './agent-root.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, ca, certsD, host, pem, registries, trust} from './scripted-agent.ts';

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
			t.deepEqual((await agent.calls()).slice(1), [`docker pull ${host}/${image}`, `docker pull ${host}:443/${image}`]);
			const words = 'Error response from daemon: manifest unknown';
			t.deepEqual(
				answer.proofs,
				registries.map(registry => ({registry, exitCode: 1, words, curl: null})),
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

onAgent('another content and another mode are put right, and what else is there stays', async t => {
	const agent = await agentWith(t);
	trust(agent);
	await agent.write(`${certsD}/${host}/ca.crt`, pem('other'));
	await agent.write(`${certsD}/${host}/client.cert`, 'theirs');
	await mkdir(agent.at(`${certsD}/other.example.com`));
	await chmod(agent.at(`${certsD}/${host}:443/ca.crt`), 0o600);
	t.deepEqual(Object.fromEntries(trust(agent).files), {[host]: 'written', [`${host}:443`]: 'written'});
	t.is(await readFile(agent.at(`${certsD}/${host}/ca.crt`), 'utf8'), ca);
	t.is(await modeOf(agent, `${certsD}/${host}:443/ca.crt`), '644');
	t.deepEqual((await readdir(agent.at(certsD))).sort(), ['other.example.com', ...registries].sort());
	t.is(await readFile(agent.at(`${certsD}/${host}/client.cert`), 'utf8'), 'theirs');
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
	await agent.stub('restorecon', 'exit 0');
	trust(agent);
	const calls = (await agent.calls()).filter(call => call.startsWith('restorecon'));
	t.deepEqual(calls, [
		`restorecon -R ${certsD}/${host}/ca.crt ${certsD}/${host}/.dcos-registry`,
		`restorecon -R ${certsD}/${host}:443`,
	]);
});
