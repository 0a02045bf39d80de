import {join} from 'node:path';
import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {createAuthority} from '../../sandbox/certificates.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf, statesOf} from '../trust/report.ts';
import {restartsIn} from '../trust/restart-events.ts';
import {startOfService, startService, surely} from './containers.ts';
import {type RealOperator, registryHost, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const [real, stub] = [{docker: 'real'}, {docker: 'stub', cachesCerts: true}] as const;
const all = ['--yes', '--quiet'];

/** A clock of which every look takes ten seconds: the wait for a daemon that does not come back is a minute. */
const hurryingClock = `printf '%s\\n' '#!/bin/sh' 'echo . >>/tmp/looks' 'echo "$(wc -l </tmp/looks)0"' >/tmp/date
chmod 755 /tmp/date && mv /tmp/date /usr/bin/date`;

function addTasks({sandbox, agents}: RealOperator): void {
	const [first, second] = agents.map(({ip}) => ip);
	const labels = (space: string) => ({DCOS_SPACE: space});
	const registry = {name: 'dcos-registry', framework: 'marathon', container: 'MESOS'} as const;
	sandbox.tasks.add({...registry, agent: first ?? '', labels: labels('/dcos-registry')});
	sandbox.tasks.add({
		name: 'web',
		framework: 'marathon',
		container: 'DOCKER',
		agent: first ?? '',
		labels: labels('/shop/web'),
	});
	sandbox.tasks.add({name: 'build-7', framework: 'jenkins', container: 'DOCKER', agent: second ?? ''});
}

onRealAgents(
	'real daemons are restarted only where that is wished or needed, the one of the registry last',
	async t => {
		const operator = await withRealOperator(t, [real, real, stub]);
		const {agents, agent, report, trust, directory, registry} = operator;
		const [ofRegistry, second, cached] = agents.map(({ip}) => ip);
		const reals = [agent(1), agent(2)];
		const restarts = () => agents.map(each => each.restarts());
		const services = () => Promise.all(reals.map(startOfService));
		await Promise.all(reals.map(startService));
		addTasks(operator);
		const begun = await services();

		const needed = await report(all);
		t.is(needed.exitCode, 0, needed.stderr);
		t.deepEqual(restarts(), [0, 0, 1]);
		t.deepEqual(
			[resultOf(needed, cached ?? '').docker, resultOf(needed, second ?? '').docker],
			['restarted', 'answers'],
		);
		t.deepEqual(await services(), begun);

		const refused = await trust(['--restart', 'always', '--quiet']);
		t.is(refused.exitCode, 2);
		t.regex(refused.stderr, new RegExp(`registry itself runs on ${ofRegistry}\\b.* last`));
		t.true(refused.stderr.includes(`  ${ofRegistry}: /shop/web\n  ${second}: jenkins (build-7)\n`), refused.stderr);
		t.deepEqual([restarts(), await services()], [[0, 0, 1], begun]);

		const events = join(directory, 'always.ndjson');
		const always = await trust([...all, '--restart', 'always', '--events', events]);
		t.is(always.exitCode, 0, always.stdout);
		t.regex(always.stdout, /^The CA was in place already; Docker was restarted on 3 agents\.$/m);
		t.deepEqual(
			(await restartsIn(events)).map(each => each.agent),
			[second, cached, ofRegistry],
		);
		t.deepEqual(restarts(), [1, 1, 2]);
		const anew = await services();
		for (const [index, start] of anew.entries()) t.not(start, begun[index]);

		await agent(2).setSystemctl('never-back');
		await surely(agent(2), hurryingClock);
		const stopped = await report([...all, '--restart', 'always']);
		t.is(stopped.exitCode, 5);
		t.deepEqual(statesOf(stopped), {
			[ofRegistry ?? '']: 'not started',
			[second ?? '']: 'failed',
			[cached ?? '']: 'not started',
		});
		t.is(resultOf(stopped, second ?? '').why, 'Docker was restarted and did not answer again within 60 s');
		t.regex(resultOf(stopped, cached ?? '').why ?? '', /its Docker was not restarted: /);
		t.deepEqual(restarts(), [1, 2, 2]);
		t.is(await startOfService(agent(1)), anew[0] ?? '');
		for (const {ip} of agents) t.regex(stopped.resume ?? '', new RegExp(`--restart always .*\\b${ip}\\b`));

		await agent(2).setSystemctl('works');
		await surely(agent(2), '/usr/lib/agent/docker-service start');
		// which would tell that the certificate is not from the cluster's CA
		await Promise.all(reals.map(each => surely(each, 'mv /usr/bin/curl /usr/bin/curl.missing')));
		await registry.stop();
		await registry.setCertificate(await (await createAuthority(Date.now())).issue([registryHost]));
		await registry.start();
		const vain = await report([...all, '--agent', ofRegistry ?? '', '--agent', second ?? '']);
		t.is(vain.exitCode, 5);
		t.regex(
			resultOf(vain, second ?? '').why ?? '',
			/^Docker was restarted, and still refuses: .*x509: certificate signed by unknown/,
		);
		t.is(resultOf(vain, ofRegistry ?? '').state, 'not started');
		t.deepEqual(restarts(), [1, 3, 2]);
		t.is(await startOfService(agent(1)), anew[0] ?? '');
	},
);
