import test from 'ava';
import {execa} from 'execa';
import {eventually} from '../eventually.ts';
import {startTestAgents} from './test-agents.ts';

const through = (address: string) => ['-J', address];

test('the proxy leads to the agents, and counts what goes through it', async t => {
	const {sshWith, agent, proxy} = await startTestAgents(t, [{}, {}]);
	t.is((await sshWith(through(proxy.address), 1, 'echo one')).stdout, 'one\n');
	t.is((await sshWith(through(proxy.address), 2, 'echo two')).stdout, 'two\n');
	t.is(proxy.connections(), 2);
	t.deepEqual(proxy.forwarded(), [agent(1).ip, agent(2).ip]);
	t.deepEqual([agent(1).connections(), agent(2).connections()], [1, 1]);
});

test('one connection to the proxy can carry several to agents', async t => {
	const {sshWith, sshConfig, proxy} = await startTestAgents(t, [{}, {}]);
	const shared = ['-F', sshConfig, '-o', `ControlPath=${sshConfig}.shared`];
	const master = execa('ssh', [...shared, '-M', '-N', proxy.address], {reject: false});
	t.teardown(() => master.kill());
	await eventually('the connection is there', async () => {
		return (await execa('ssh', [...shared, '-O', 'check', proxy.address], {reject: false})).exitCode === 0;
	});
	const options = [
		'-o',
		`ProxyCommand=ssh -F "${sshConfig}" -o ControlPath="${sshConfig}.shared" -W %h:%p ${proxy.address}`,
	];
	t.like(await sshWith(options, 1, 'echo one'), {stdout: 'one\n', stderr: ''});
	t.is((await sshWith(options, 2, 'echo two')).stdout, 'two\n');
	t.is(proxy.connections(), 1);
	t.is(proxy.forwarded().length, 2);
});

test('a proxy that is down, closed to the user or forwards nothing leads nowhere, until it is healed', async t => {
	const {sshWith, agent, proxy, reset} = await startTestAgents(t, [{}]);
	const words = {
		refuses: /Connection refused/,
		'no-auth': /Permission denied \(publickey\)/,
		'changed-host-key': /Host key verification failed/,
		'no-forwarding': /stdio forwarding failed/,
	} as const;
	for (const [fault, expected] of Object.entries(words)) {
		await proxy.setFault(fault as keyof typeof words);
		const {code, stderr} = await sshWith(through(proxy.address), 1, 'true');
		t.regex(stderr, expected);
		t.is(code, 255);
	}
	t.is(agent(1).connections(), 0);
	await reset();
	t.is((await sshWith(through(proxy.address), 1, 'true')).code, 0);
	t.deepEqual(proxy.forwarded(), [agent(1).ip]);
});
