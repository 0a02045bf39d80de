import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {createAuthority} from '../../sandbox/certificates.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf} from '../trust/report.ts';
import {surely} from './containers.ts';
import {registryHost, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());
const service = '/usr/lib/agent/docker-service';

onRealAgents(
	'a restart of a real daemon that has not helped is not tried again, until the CA, its start or its words are others',
	async t => {
		const {agent, registry, report, sandbox} = await withRealOperator(t, [{docker: 'real'}]);
		const one = agent(1);
		// curl would tell that the certificate is not from the cluster's CA
		await surely(one, 'mv /usr/bin/curl /usr/bin/curl.missing');
		const showCertificateOf = async (issue: typeof sandbox.issue) => {
			await registry.stop();
			await registry.setCertificate(await issue([registryHost]));
			await registry.start();
		};
		const other = await createAuthority(Date.now());
		await showCertificateOf(other.issue);
		const run = async (...words: string[]) => {
			const found = await report(['--yes', '--quiet', ...words]);
			const {state, proof, why} = resultOf(found, one.ip);
			return {exitCode: found.exitCode, state, cause: proof?.cause, why, restarts: one.restarts()};
		};

		t.like(await run(), {exitCode: 5, state: 'failed', cause: 'unknown authority', restarts: 1});
		const again = await run();
		t.like(again, {exitCode: 0, state: 'unchanged', cause: 'restarted before', restarts: 1});
		t.regex(
			again.why ?? '',
			/^not proved: Docker was restarted for the same reason before, which did not help: Get ".*x509/,
		);
		t.like(await run('--require-proof'), {exitCode: 5, state: 'not proved', restarts: 1});
		t.like(await run('--check'), {exitCode: 0, cause: 'restarted before', restarts: 1});

		// by somebody's hand
		await surely(one, `${service} stop; ${service} start`);
		t.like(await run(), {exitCode: 5, state: 'failed', restarts: 2});
		t.like(await run(), {exitCode: 0, restarts: 2});
		t.like(await run('--restart', 'always'), {exitCode: 5, state: 'failed', restarts: 3});

		// the CA was lost, and is put there again
		await surely(one, `rm /etc/docker/certs.d/${registryHost}*/ca.crt`);
		t.like(await run(), {exitCode: 5, state: 'failed', restarts: 4});
		t.like(await run(), {exitCode: 0, restarts: 4});

		await showCertificateOf(sandbox.issue);
		t.like(await run('--require-proof'), {exitCode: 0, state: 'unchanged', cause: null, restarts: 4});
		const removed = await report(['--remove', '--yes', '--quiet']);
		t.is(resultOf(removed, one.ip).state, 'removed');
		t.deepEqual(await one.certsD(), {});
	},
);
