import test from 'ava';
import type {RegistryAnswer} from '../../real-agents/registry.ts';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {createAuthority} from '../../sandbox/certificates.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf} from '../trust/report.ts';
import {surely} from './containers.ts';
import {type RealOperator, registryHost, registryNames, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());
const wanted = ['--yes', '--quiet', '--require-proof'];
const service = '/usr/lib/agent/docker-service';

async function proofOf({agent, report}: RealOperator, place: number) {
	const {ip} = agent(place);
	const found = await report([...wanted, '--agent', ip]);
	const {state, proof, why} = resultOf(found, ip);
	return {exitCode: found.exitCode, state, proof: proof?.state, cause: proof?.cause, why};
}

const html = {'content-type': 'text/html'};
const text = {'content-type': 'text/plain'};
const answers: readonly RegistryAnswer[] = [
	{status: 403, headers: text, body: 'denied'},
	{status: 403, headers: html, body: '<html>x509: certificate signed by unknown authority</html>'},
	{status: 404, headers: {}, body: ''},
	{status: 404, headers: html, body: '<html>no such page</html>'},
	{status: 405, headers: text, body: 'HEAD is not allowed'},
	{status: 200, headers: html, body: '<html>welcome</html>'},
	{status: 200, headers: {}, body: ''},
	{status: 401, headers: {'www-authenticate': 'Basic realm="x"'}, body: ''},
	{status: 429, headers: text, body: 'slowly'},
	{status: 503, headers: html, body: '<html>try again</html>'},
];

onRealAgents(
	'any answer over verified TLS is a proof of a real daemon, and none where it checks no certificate',
	async t => {
		const operator = await withRealOperator(t, [{docker: 'real'}]);
		const {agent, registry} = operator;
		for (const answer of answers) {
			await registry.answerWith(answer);
			const {why, ...found} = await proofOf(operator, 1);
			t.like(found, {exitCode: 0, proof: 'trusted', cause: null}, `${answer.status} ${answer.body}: ${why}`);
		}

		// of a registry with a foreign certificate nothing is proved where none is looked at
		await registry.stop();
		await registry.setCertificate(await (await createAuthority(Date.now())).issue([registryHost]));
		await registry.start();
		for (const network of ['192.0.2.0/24', '0.0.0.0/0']) {
			await surely(
				agent(1),
				`echo '{"insecure-registries": ["${network}"]}' >/etc/docker/daemon.json; ${service} stop; ${service} start`,
			);
			t.like(
				await proofOf(operator, 1),
				{exitCode: 5, state: 'not proved', proof: 'unknown', cause: 'unchecked'},
				network,
			);
		}
		// the docker command there would pull it
		t.is((await agent(1).run(`docker pull --quiet ${registryHost}/tiny:1`)).code, 0);
		t.deepEqual(agent(1).systemctlCalls(), []);
	},
);

onRealAgents('the own daemon is asked, where the login has docker ask another one that trusts', async t => {
	const operator = await withRealOperator(t, [{docker: 'real'}, {docker: 'real'}]);
	const {agent, registry} = operator;
	const [own, other] = [agent(1), agent(2)];
	const foreign = await createAuthority(Date.now());
	await registry.stop();
	await registry.setCertificate(await foreign.issue([registryHost]));
	await registry.start();
	await surely(
		other,
		`for each in ${registryNames.join(' ')}; do
			mkdir -p /etc/docker/certs.d/$each; printf '%s' '${foreign.cert}' >/etc/docker/certs.d/$each/foreign.crt
		done
		echo '{"hosts": ["unix:///var/run/docker.sock", "tcp://${other.ip}:2375"]}' >/etc/docker/daemon.json
		${service} stop; ${service} start`,
	);
	const elsewhere = {
		environment: `echo 'export DOCKER_HOST=tcp://${other.ip}:2375' >/root/.bashrc`,
		context: `docker context create other --docker host=tcp://${other.ip}:2375 && docker context use other`,
	};
	for (const [how, command] of Object.entries(elsewhere)) {
		await surely(own, command);
		// what the login itself would see
		t.is((await own.run(`. /root/.bashrc; docker pull --quiet ${registryHost}/tiny:1`)).code, 0, how);
		t.like(
			await proofOf(operator, 1),
			{exitCode: 5, state: 'failed', proof: 'not trusted', cause: 'other authority'},
			how,
		);
		t.is((await proofOf(operator, 2)).proof, 'trusted', how);
		await surely(own, 'echo >/root/.bashrc');
	}
	t.deepEqual([own.systemctlCalls(), other.systemctlCalls()], [[], []]);
});
