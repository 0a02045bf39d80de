import {spawn} from 'node:child_process';
import {readFile, stat} from 'node:fs/promises';
import test from 'ava';
import {answerIn} from '../../../src/trust/agent-answer.ts';
import {agentScript} from '../../../src/trust/on-agent/agent-script.ts';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {until} from '../ssh/fake-ssh.ts';
import {agentWith, ca, certsD, host, mark, remove, trust, wishes} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());
const written = {[host]: 'written', [`${host}:443`]: 'written'};
const lock = '/run/dcos-registry.lock';

onAgent('a run waits until another one has let go of the lock', async t => {
	const agent = await agentWith(t);
	await agent.stub('flock', 'exec /usr/bin/flock "$@"');
	const holder = spawn('flock', [agent.at(lock), 'sh', '-c', 'echo held; read -r _']);
	t.teardown(() => holder.kill());
	await new Promise(resolve => holder.stdout.once('data', resolve));
	const {ended} = agent.start(['sh', '-s'], agentScript(wishes));
	t.true(await until(async () => (await agent.calls()).includes('flock -w 60 9')));
	await t.throwsAsync(stat(agent.at('/etc/docker')), {code: 'ENOENT'});
	holder.stdin.end();
	t.deepEqual<unknown, unknown>(Object.fromEntries(answerIn((await ended).stdout, mark).files), written);
});

onAgent('a lock that is not let go of in time is told, and nothing is changed', async t => {
	const agent = await agentWith(t);
	await agent.stub('flock', 'exit 1');
	for (const answer of [trust(agent), remove(agent)]) {
		t.deepEqual(answer.problems, ['another run is changing the same files and has not ended within 60 s']);
		t.deepEqual(Object.fromEntries(answer.files), {});
		t.deepEqual(answer.proofs, []);
	}
	await t.throwsAsync(stat(agent.at('/etc/docker')), {code: 'ENOENT'});
});

onAgent('two runs at once both end well', async t => {
	const agent = await agentWith(t);
	const runs = [1, 2, 3].map(() => agent.start(['sh', '-s'], agentScript(wishes)).ended);
	for (const {stdout} of await Promise.all(runs)) {
		const {ended, problems, files} = answerIn(stdout, mark);
		t.true(ended);
		t.deepEqual(problems, []);
		t.is(files.size, 2);
	}
	t.is(await readFile(agent.at(`${certsD}/${host}/ca.crt`), 'utf8'), ca);
});

onAgent('the lock is not held while Docker is asked', async t => {
	const agent = await agentWith(t);
	await agent.stub('docker', 'flock -n /run/dcos-registry.lock true || echo held >>/tmp/held; exit 1');
	trust(agent);
	await t.throwsAsync(stat(agent.at('/tmp/held')), {code: 'ENOENT'});
});

onAgent('without flock it works all the same', async t => {
	const agent = await agentWith(t, ca, {lacks: ['flock']});
	t.deepEqual<unknown, unknown>(Object.fromEntries(trust(agent).files), written);
	await t.throwsAsync(stat(agent.at(lock)), {code: 'ENOENT'});
});

onAgent('where no lock can be made it works all the same', async t => {
	const agent = await agentWith(t, ca, {mounts: {run: 'mount --bind run run && mount -o remount,ro,bind run'}});
	t.deepEqual<unknown, unknown>(Object.fromEntries(trust(agent).files), written);
});

onAgent('a run that only looks takes no lock', async t => {
	const agent = await agentWith(t);
	trust(agent, {change: false});
	remove(agent, {change: false});
	await t.throwsAsync(stat(agent.at(lock)), {code: 'ENOENT'});
});
