import {mkdir, readdir, readFile, readlink, symlink} from 'node:fs/promises';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import type {AgentRoot} from '../../unit/trust/agent-root.ts';
import {etc, plant} from '../../unit/trust/agent-trees.ts';
import {agentWith, ca, certsD, host, remove, trust} from '../../unit/trust/scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());
const directory = `${certsD}/${host}`;

/** A link in the place of one of our paths, to a directory that has a file of the same names. */
async function link(agent: AgentRoot, path: string): Promise<void> {
	await mkdir(agent.at('/tmp/theirs'));
	for (const name of ['ca.crt', '.dcos-registry']) await agent.write(`/tmp/theirs/${name}`, `their ${name}`);
	await mkdir(agent.at(path.slice(0, path.lastIndexOf('/'))), {recursive: true});
	await symlink(path.endsWith('ca.crt') ? '/tmp/theirs/ca.crt' : '/tmp/theirs', agent.at(path));
}

async function isUntouched(t: ExecutionContext, agent: AgentRoot): Promise<void> {
	t.deepEqual((await readdir(agent.at('/tmp/theirs'))).sort(), ['.dcos-registry', 'ca.crt']);
	for (const name of ['ca.crt', '.dcos-registry']) {
		t.is(await readFile(agent.at(`/tmp/theirs/${name}`), 'utf8'), `their ${name}`);
	}
}

for (const path of [certsD, directory, `${directory}/ca.crt`]) {
	onAgent(`a symbolic link in the place of ${path} is told, not followed, and stays`, async t => {
		const agent = await agentWith(t);
		await link(agent, path);
		const link1 = `${path} is a symbolic link, which is not followed`;
		for (const answer of [trust(agent), remove(agent), trust(agent, {change: false}), remove(agent, {change: false})]) {
			t.is(answer.problems[0], link1);
			t.true(answer.ended);
			t.deepEqual(answer.proofs, []);
		}
		t.truthy(await readlink(agent.at(path)));
		await isUntouched(t, agent);
	});
}

for (const name of ['.dcos-registry.new', '.dcos-registry.old']) {
	for (const place of ['/etc', '/etc/docker', certsD, directory]) {
		onAgent(`a symbolic link ${name} in ${place} is not followed`, async t => {
			const agent = await agentWith(t);
			await plant(agent, {[`certs.d/${host}/`]: '755'});
			await link(agent, `${place}/${name}`);
			t.deepEqual(trust(agent).problems, []);
			t.is(await readFile(agent.at(`${directory}/ca.crt`), 'utf8'), ca);
			t.deepEqual(remove(agent).problems, []);
			t.false((await readdir(agent.at(directory))).includes('ca.crt'));
			await isUntouched(t, agent);
		});
	}
}

onAgent('a link in the place of the record is replaced, and what it leads to stays', async t => {
	const agent = await agentWith(t);
	await plant(agent, {[`certs.d/${host}/`]: '755'});
	await mkdir(agent.at('/tmp/theirs'));
	for (const name of ['ca.crt', '.dcos-registry']) await agent.write(`/tmp/theirs/${name}`, `their ${name}`);
	await symlink('/tmp/theirs/.dcos-registry', agent.at(`${directory}/.dcos-registry`));
	t.deepEqual(trust(agent).problems, []);
	await isUntouched(t, agent);
	t.deepEqual(remove(agent).problems, []);
	t.deepEqual(await readdir(agent.at(directory)), []);
});

onAgent('a directory in the place of ca.crt is told, and stays', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at(`${directory}/ca.crt`), {recursive: true});
	for (const answer of [trust(agent), remove(agent)]) {
		t.is(answer.problems[0], `${directory}/ca.crt is a directory`);
	}
	t.deepEqual(await readdir(agent.at(directory)), ['ca.crt']);
});

onAgent('a pipe in the place of ca.crt is told, and nothing is read from it', async t => {
	const agent = await agentWith(t);
	await mkdir(agent.at(directory), {recursive: true});
	agent.run(['mkfifo', `${directory}/ca.crt`], '');
	t.deepEqual(trust(agent).problems, [`${directory}/ca.crt is no file`]);
	t.deepEqual(await readdir(agent.at(directory)), ['ca.crt']);
});

for (const [path, tree] of [
	['/etc/docker', null],
	[certsD, {}],
	[directory, {'certs.d/': '755'}],
] as const) {
	onAgent(
		`a file in the place of ${path} is told in the words of the system, stays, and nothing is left behind`,
		async t => {
			const agent = await agentWith(t);
			await plant(agent, tree);
			await agent.write(path, 'a file');
			const before = await etc(agent);
			const answer = trust(agent, {registries: [host]});
			t.is(answer.problems.length, 1);
			t.regex(answer.problems[0] ?? '', /Not a directory|File exists|overwrite non-directory/);
			t.true(answer.ended);
			t.deepEqual(await etc(agent), before);
			t.deepEqual(Object.fromEntries(remove(agent, {registries: [host]}).files), {[host]: 'absent'});
			t.deepEqual(await etc(agent), before);
		},
	);
}

/** Mounts what is below /etc/docker in the way that is named, with what was planted in it. */
const mounted = {
	'a file system that is read-only': 'mount --bind etc/docker etc/docker && mount -o remount,ro,bind etc/docker',
	'a full disk': `mkdir -p tmp/full && mount -t tmpfs -o size=64k,mode=755 full tmp/full && cp -a etc/docker/. tmp/full/ &&
		{ head -c 100000 /dev/zero >tmp/full/big 2>/dev/null || :; } && mount --move tmp/full etc/docker`,
} as const;

/** What the agent has there, seen from within: the mount goes with the command. */
const look = `cd /etc/docker && find . -printf '%p %m %n %s\\n' | sort; cat ${directory}/ca.crt 2>/dev/null`;

for (const [what, mount] of Object.entries(mounted)) {
	for (const [there, tree] of [
		['an empty directory', {[`certs.d/${host}/`]: '755', 'daemon.json': '{}'}],
		['no certs.d', {'daemon.json': '{}'}],
	] as const) {
		onAgent(`on ${what}, an agent with ${there} is told in the words of the system, and left as it was`, async t => {
			const agent = await agentWith(t, ca, {mounts: {disk: mount}});
			await plant(agent, tree);
			const before = agent.run(['sh', '-c', look], '').stdout;
			const answer = trust(agent, {registries: [host]}, ['sh', '-c', `sh -s; { ${look}; } >/tmp/after`]);
			t.is(answer.problems.length, 1);
			t.regex(answer.problems[0] ?? '', /Read-only file system|No space left on device/);
			t.is(await readFile(agent.at('/tmp/after'), 'utf8'), before);
			t.true(answer.ended);
		});
	}
}

onAgent('on a file system that is read-only, what is right already stays right, and a removal is told', async t => {
	const agent = await agentWith(t, ca, {mounts: {disk: mounted['a file system that is read-only']}});
	await plant(agent, {[`certs.d/${host}/ca.crt`]: ca, [`certs.d/${host}:443/ca.crt`]: ca});
	t.deepEqual(Object.fromEntries(trust(agent).files), {[host]: 'right', [`${host}:443`]: 'right'});
	t.deepEqual(Object.fromEntries(remove(agent).files), {[host]: 'foreign', [`${host}:443`]: 'foreign'});
});
