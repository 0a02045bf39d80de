import {join} from 'node:path';
import test from 'ava';
import {testWhere} from '../support/test-where.ts';
import {whyNoRealAgents} from './why-no-real-agents.ts';
import {withRealAgents} from './with-real-agents.ts';

const onRealAgents = testWhere(test, whyNoRealAgents());

onRealAgents('one connection to the proxy carries those to many agents', async t => {
	const {ssh, agents, proxy, directory, sshConfig} = await withRealAgents(t, Array(12).fill({docker: 'none'}));
	const socket = join(directory, 'proxy.sock');
	t.is((await ssh(['-M', '-N', '-f', '-o', 'ControlPersist=yes', '-S', socket, proxy.address])).code, 0);
	t.is((await ssh(['-S', socket, '-O', 'check', proxy.address])).code, 0);
	const command = `ProxyCommand=ssh -F ${sshConfig} -S ${socket} -o ControlMaster=no -W [%h]:%p ${proxy.address}`;
	const answers = await Promise.all(agents.map(({ip}) => ssh(['-o', command, ip, 'hostname'])));
	t.deepEqual(
		answers.map(({stdout}) => stdout.trim()),
		agents.map(({name}) => name),
	);
	t.is(proxy.connections(), 1);
	t.is((await ssh(['-S', socket, '-O', 'exit', proxy.address])).code, 0);
});

onRealAgents('a proxy can be far away, and drops connections when too many are let in at once', async t => {
	const {ssh, proxy} = await withRealAgents(t, [{docker: 'none'}], {proxyDelay: 200});
	const started = performance.now();
	t.is((await ssh(['-J', proxy.address, '192.0.2.10', 'hostname'])).stdout, 'agent1\n');
	t.true(performance.now() - started > 1000);
	const many = await Promise.all(Array.from({length: 40}, () => ssh(['-J', proxy.address, '192.0.2.10', 'true'])));
	t.true(many.some(({code}) => code === 255));
	t.true(many.some(({code}) => code === 0));
	t.regex(proxy.machine.read('/var/log/sshd.log'), /past MaxStartups/);
});
