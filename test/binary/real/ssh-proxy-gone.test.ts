import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {testWhere} from '../../support/test-where.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const twelve = Array.from({length: 12}, () => ({docker: 'none'}) as const);

onRealAgents('a proxy that goes in the middle and stays away is told for every agent that is left', async t => {
	const {agents, proxy, report, trust} = await withRealOperator(t, twelve);
	await giveQuickDocker(agents, 1);
	const words = ['--yes', '--quiet', '--proxy-ip', proxy.address];
	const begun = eventually('some are worked on', async () => agents.some(agent => agent.sessions() > 0));
	const gone = begun.then(() => proxy.machine.run('pkill -9 -x sshd'));
	const cut = await report([...words, '--parallel', '3']);
	await gone;
	t.is(cut.exitCode, 5);
	t.is(cut.results.length, twelve.length);
	for (const {state, why, hint} of cut.results) {
		if (state !== 'unreachable') t.regex(why ?? '', /^the connection ended before the work did/);
		else t.is(why, 'the connection to the proxy ended, and it could not be opened again');
		t.regex(hint ?? '', /run the same command again/);
	}
	t.true(cut.results.filter(({state}) => state === 'unreachable').length >= 9);
	const refused = await trust(words);
	t.is(refused.exitCode, 6);
	t.regex(refused.stderr, /the proxy 192\.0\.2\.3 cannot be used: it refused the SSH connection/);
	await proxy.machine.run('rm -f /run/sshd.pid; /usr/lib/agent/sshd-service start');
	t.is((await report(words)).exitCode, 0);
});
