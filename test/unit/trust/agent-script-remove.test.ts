import {lstat, mkdir, readdir, readFile, rm} from 'node:fs/promises';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {etc, plant, trees} from './agent-trees.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, certsD, host, pem, remove, trust} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());
const file = `${certsD}/${host}/ca.crt`;

for (const {name, words, lack} of posixShells) {
	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`${name} takes back what it has put, and twice is as good as once`,
		async t => {
			const agent = await agentWith(t);
			await plant(agent, trees['another ca.crt'] ?? null);
			const before = await etc(agent);
			trust(agent, {}, words);
			trust(agent, {}, words);
			t.deepEqual(Object.fromEntries(remove(agent, {}, words).files), {[host]: 'foreign', [`${host}:443`]: 'removed'});
			t.deepEqual(await etc(agent), before);
			t.deepEqual(Object.fromEntries(remove(agent, {}, words).files), {[host]: 'foreign', [`${host}:443`]: 'absent'});
			t.deepEqual(await etc(agent), before);
		},
	);
}

onAgent('another ca.crt stays as it is, and so does one with the right certificates', async t => {
	for (const tree of ['another ca.crt', 'an empty ca.crt', 'the right ca.crt with another mode']) {
		const agent = await agentWith(t);
		await plant(agent, trees[tree] ?? null);
		const before = await lstat(agent.at(file));
		t.is(trust(agent).files.get(host), tree.startsWith('the right') ? 'right' : 'foreign');
		const after = await lstat(agent.at(file));
		t.deepEqual([after.ino, after.mode, after.mtimeMs], [before.ino, before.mode, before.mtimeMs]);
		t.deepEqual(await readdir(agent.at(`${certsD}/${host}`)), ['ca.crt']);
	}
});

onAgent('Docker sees no name of ours but ca.crt', async t => {
	const agent = await agentWith(t);
	trust(agent);
	const names = await readdir(agent.at(`${certsD}/${host}`));
	// ReadCertsDirectory looks at these ends
	t.deepEqual(
		names.filter(name => /\.(crt|cert|key)$/.test(name)),
		['ca.crt'],
	);
});

onAgent('a look at what would be taken back writes nothing', async t => {
	const agent = await agentWith(t);
	trust(agent);
	const before = await etc(agent);
	t.deepEqual(Object.fromEntries(remove(agent, {change: false}).files), {[host]: 'ours', [`${host}:443`]: 'ours'});
	t.deepEqual(await etc(agent), before);
	remove(agent);
	t.deepEqual(Object.fromEntries(remove(agent, {change: false}).files), {[host]: 'absent', [`${host}:443`]: 'absent'});
});

onAgent('what somebody has changed since stays, and is told', async t => {
	const agent = await agentWith(t);
	trust(agent);
	await agent.write(file, pem('c29tZWJvZHk='));
	for (const change of [false, true]) {
		const answer = remove(agent, {change});
		t.deepEqual(answer.problems, [`${file} was changed by somebody else since it was put there, and stays`]);
		t.is(answer.files.get(`${host}:443`), change ? 'removed' : 'ours');
	}
	t.is(await readFile(agent.at(file), 'utf8'), pem('c29tZWJvZHk='));
});

onAgent('what somebody has changed since stays when it is to be put again', async t => {
	const agent = await agentWith(t);
	trust(agent);
	await agent.write(file, pem('c29tZWJvZHk='));
	t.deepEqual(Object.fromEntries(trust(agent).files), {[host]: 'foreign', [`${host}:443`]: 'right'});
	t.is(await readFile(agent.at(file), 'utf8'), pem('c29tZWJvZHk='));
});

onAgent('a ca.crt that somebody has deleted since is as good as taken back', async t => {
	const agent = await agentWith(t);
	const before = await etc(agent);
	trust(agent);
	await rm(agent.at(file));
	t.deepEqual(Object.fromEntries(remove(agent).files), {[host]: 'removed', [`${host}:443`]: 'removed'});
	t.deepEqual(await etc(agent), before);
});

onAgent('what others have put beside it since keeps the directories', async t => {
	const agent = await agentWith(t);
	trust(agent);
	await mkdir(agent.at(`${certsD}/other.example.com`));
	await agent.write(`${certsD}/${host}/client.cert`, 'theirs');
	await agent.write('/etc/docker/daemon.json', '{}');
	t.deepEqual(remove(agent).problems, []);
	t.deepEqual(await readdir(agent.at(certsD)), ['other.example.com', host].sort());
	t.deepEqual(await readdir(agent.at(`${certsD}/${host}`)), ['client.cert']);
});

onAgent('an agent that never had any of it is left alone, without its Docker being asked', async t => {
	const agent = await agentWith(t, null);
	const before = await etc(agent);
	const answer = remove(agent);
	t.like(answer, {ca: null, docker: null, problems: [], ended: true});
	t.deepEqual(Object.fromEntries(answer.files), {[host]: 'absent', [`${host}:443`]: 'absent'});
	t.deepEqual(await etc(agent), before);
	t.deepEqual(await agent.calls(), []);
});
