import {stat} from 'node:fs/promises';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {posixShells} from './posix-shells.ts';
import {agentWith, ca, docker, trust} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());

for (const {name, words, lack} of posixShells) {
	testWhere(test.serial, lack ?? lackOfNamespaces())(
		`${name} restarts Docker, waits until it answers, and asks it`,
		async t => {
			const agent = await agentWith(t);
			await agent.stub('systemctl', '');
			const answer = trust(agent, {work: 'restart'}, words);
			t.like(answer, {began: true, ended: true, restart: 'done', docker: 'answers', problems: [], ca: null});
			t.is(answer.proofs.length, 2);
			const calls = await agent.calls();
			t.is(calls[0], 'systemctl restart docker');
			t.true(calls[1]?.startsWith('docker -H unix:///var/run/docker.sock version'));
			t.deepEqual(Object.fromEntries(answer.files), {});
			await t.throwsAsync(stat(agent.at('/etc/docker')), {code: 'ENOENT'});
		},
	);
}

onAgent('the restart itself has a time limit', async t => {
	const agent = await agentWith(t);
	await agent.stub('systemctl', '');
	await agent.stub('timeout', 'shift; exec "$@"');
	trust(agent, {work: 'restart', seconds: 77});
	t.is((await agent.calls())[0], 'timeout 77 systemctl restart docker');
});

onAgent('a restart that fails is told in the words of the system, and Docker is not asked', async t => {
	const agent = await agentWith(t);
	await agent.stub('systemctl', 'echo "Failed to restart docker.service: Unit docker.service not found." >&2; exit 5');
	const answer = trust(agent, {work: 'restart'});
	t.like(answer, {
		restart: 'failed',
		daemonWords: 'Failed to restart docker.service: Unit docker.service not found.',
		docker: null,
		proofs: [],
		ended: true,
	});
	t.is((await agent.calls()).length, 1);
});

onAgent('a machine without systemctl is told, and its Docker left alone', async t => {
	const agent = await agentWith(t, ca, {lacks: ['systemctl']});
	t.like(trust(agent, {work: 'restart'}), {restart: 'failed', daemonWords: 'it has no systemctl', ended: true});
	t.deepEqual(await agent.calls(), []);
});

/** A clock that only sleep moves. */
const clock = ['date', 'sleep'].map(name => [
	name,
	`read -r now </tmp/now; [ "${name}" = date ] && { echo "$now"; exit; }; echo $((now + $1)) >/tmp/now`,
]);

onAgent('a Docker that does not answer again within a minute is silent', async t => {
	const agent = await agentWith(t);
	await agent.write('/tmp/now', '1000\n');
	for (const [name = '', script = ''] of clock) await agent.stub(name, script);
	await agent.stub('systemctl', '');
	await agent.stub('docker', 'exit 1');
	const answer = trust(agent, {work: 'restart'});
	t.like(answer, {restart: 'silent', proofs: [], docker: null, ended: true});
	t.is((await agent.calls()).filter(call => call === 'sleep 1').length, 60);
});

onAgent('a Docker that takes a while is waited for', async t => {
	const agent = await agentWith(t);
	await agent.write('/tmp/now', '1000\n');
	for (const [name = '', script = ''] of clock) await agent.stub(name, script);
	await agent.stub('systemctl', '');
	await agent.stub('docker', `read -r now </tmp/now; [ "$now" -ge 1059 ] || exit 1; ${docker}`);
	t.like(trust(agent, {work: 'restart'}), {restart: 'done', docker: 'answers'});
});
