import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {startTestAgents} from './test-agents.ts';

test('an agent that stalls says which SSH it speaks, and then nothing more: no time limit of ssh ends that', async t => {
	const {sshWith, agent} = await startTestAgents(t, [{fault: 'stalls'}]);
	const client = new AbortController();
	const session = sshWith(['-v', '-o', 'ConnectTimeout=1'], 1, 'true', client.signal);
	await delay(2000);
	client.abort();
	const {code, stderr} = await session;
	t.regex(stderr, /remote software version OpenSSH_7\.4/);
	t.notRegex(stderr, /timed out/i);
	t.is(code, -1);
	t.deepEqual(agent(1).commands(), []);
});

test('an agent on which the user has no shell says so and runs nothing', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'nologin'}]);
	const refused = {code: 1, stdout: 'This account is currently not available.\n', stderr: ''};
	t.deepEqual(await ssh(1, 'echo never'), refused);
});

test('a slow agent starts the command late, with all of its standard input', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'slow', slowness: 300}]);
	const started = performance.now();
	t.deepEqual(await ssh(1, 'cat; exit 3', 'all of it'), {code: 3, stdout: 'all of it', stderr: ''});
	t.true(performance.now() - started > 300);
});

test('an agent that dies says the first word of the command and no other', async t => {
	const {ssh, agent} = await startTestAgents(t, [{fault: 'dies'}]);
	const {code, stdout, stderr} = await ssh(1, 'echo first; sleep 2; echo second; touch ~/done');
	t.is(stdout, 'first\n');
	t.regex(stderr, /closed by remote host|Broken pipe/);
	t.is(code, 255);
	await agent(1).setFault(undefined);
	t.is((await ssh(1, '[ -e ~/done ]')).code, 1);
});

test('a noisy agent says much before the command does, and does not end its last line', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'noisy'}]);
	t.deepEqual(await ssh(1, 'echo word; echo error >&2; exit 4'), {
		code: 4,
		stdout: 'Welcome to this agent.\nYou have mailword\n',
		stderr: 'Last patched: nevererror\n',
	});
});

test('an agent that floods says megabytes before the command says anything', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'floods'}]);
	const {code, stdout} = await ssh(1, 'echo word');
	t.is(stdout.length, 8_000_000 + 'word\n'.length);
	t.true(stdout.endsWith('..word\n'));
	t.is(code, 0);
});
