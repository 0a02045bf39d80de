import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {createAuthority} from '../../sandbox/certificates.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf} from '../trust/report.ts';
import {startOfService, startService, surely} from './containers.ts';
import {etcDocker, identities} from './files-there.ts';
import {type RealOperator, registryHost, registryNames, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const two = [{docker: 'real'}, {docker: 'real'}] as const;
const year = 365 * 24 * 60 * 60 * 1000;

async function pullRefused({agent}: RealOperator, place: number, name: string): Promise<string> {
	const {code, stderr} = await agent(place).run(`docker pull --quiet ${name}/tiny:1`);
	return code === 0 ? 'it was pulled' : stderr;
}

onRealAgents('real daemons trust the registry, no container notices, and --remove takes it back', async t => {
	const operator = await withRealOperator(t, two);
	const {agent, agents, trust} = operator;
	const foreign = `/etc/docker/certs.d/${registryHost}:443`;
	await surely(agent(2), `mkdir -p ${foreign}; echo mine >${foreign}/note; chmod 700 ${foreign}`);
	await Promise.all(agents.map(startService));
	const [services, before] = [await Promise.all(agents.map(startOfService)), await Promise.all(agents.map(etcDocker))];
	for (const name of registryNames)
		t.regex(await pullRefused(operator, 1, name), /x509: certificate signed by unknown/);

	const check = await trust(['--check', '--quiet']);
	t.is(check.exitCode, 3, check.stdout + check.stderr);
	t.deepEqual(await Promise.all(agents.map(etcDocker)), before);

	const first = await trust(['--yes']);
	t.is(first.exitCode, 0, first.stdout + first.stderr);
	for (const {ip} of agents) t.regex(first.stdout, new RegExp(`^${ip} .* written +answers +trusted +\\d`, 'm'));
	for (const name of registryNames) await surely(agent(1), `docker pull --quiet ${name}/tiny:1`);
	await surely(
		agent(1),
		`docker tag ${registryHost}/tiny:1 ${registryHost}:443/pushed:1 && docker push ${registryHost}:443/pushed:1`,
	);
	await surely(agent(2), `docker pull --quiet ${registryHost}/pushed:1`);
	t.deepEqual(await Promise.all(agents.map(startOfService)), services);
	t.deepEqual(
		agents.map(each => each.systemctlCalls()),
		[[], []],
	);

	const written = await Promise.all(agents.map(identities));
	const again = await trust(['--yes']);
	t.is(again.exitCode, 0);
	t.regex(again.stdout, /^Nothing to do: the CA is in place on all 2 agents\.$/m);
	t.deepEqual(await Promise.all(agents.map(identities)), written);
	t.is((await trust(['--check', '--require-proof', '--quiet'])).exitCode, 0);

	const removed = await trust(['--remove', '--yes']);
	t.is(removed.exitCode, 0, removed.stdout + removed.stderr);
	t.deepEqual(await Promise.all(agents.map(etcDocker)), before);
	for (const name of registryNames) t.regex(await pullRefused(operator, 1, name), /x509/);
	t.deepEqual(await Promise.all(agents.map(startOfService)), services);
	t.deepEqual(
		agents.map(each => each.systemctlCalls()),
		[[], []],
	);
});

onRealAgents('a daemon that cannot be proved right or wrong is told with its cause', async t => {
	const {agent, registry, report, sandbox, trust} = await withRealOperator(t, two);
	const lookAt = async (...words: string[]) => {
		const found = await report(['--yes', '--quiet', ...words]);
		const [one, other] = [1, 2].map(place => resultOf(found, agent(place).ip));
		return {exitCode: found.exitCode, one, other};
	};
	await registry.stop();
	await agent(2).setFault('no-name');
	const down = await lookAt();
	t.is(down.exitCode, 0);
	t.like(down.one, {state: 'changed', proof: {state: 'unknown', cause: 'registry down'}});
	t.regex(down.one?.why ?? '', /^not proved: Get "?https:.*: dial tcp 192\.0\.2\.2:443: connect: connection refused/);
	t.like(down.other, {state: 'changed', proof: {state: 'unknown', cause: 'no name'}});
	t.regex(down.other?.why ?? '', /no such host/);
	await agent(2).setFault('docker-hangs');
	const wanted = await trust(['--require-proof', '--yes', '--quiet']);
	t.is(wanted.exitCode, 5);
	t.regex(wanted.stdout, /2 agents: 2 not proved/);
	t.regex(
		wanted.stdout,
		/: not proved: Docker gave no answer in time\n {2}→ look at Docker there: systemctl status docker$/m,
	);
	await agent(2).setFault('docker-proxy');
	await registry.setCertificate(await sandbox.issue(['another.name']));
	await registry.start();
	const wrong = await lookAt();
	t.is(wrong.exitCode, 5);
	t.like(wrong.one, {state: 'failed', proof: {state: 'not trusted', cause: 'certificate'}});
	t.regex(
		wrong.one?.why ?? '',
		/^ca\.crt is in place, and Docker still refuses: .*certificate is valid for another\.name, not dcos-reg/,
	);
	t.like(wrong.other, {state: 'unchanged', proof: {state: 'unknown', cause: 'docker proxy'}});

	// Go looks at the dates before it looks for the authority
	await registry.stop();
	await registry.setCertificate(await (await createAuthority(Date.now() - 2 * year)).issue([registryHost]));
	await registry.start();
	await agent(2).setFault('docker-insecure');
	const expired = await lookAt();
	t.is(expired.exitCode, 5);
	t.like(expired.one, {state: 'failed', proof: {state: 'not trusted', cause: 'certificate'}});
	t.regex(expired.one?.why ?? '', /certificate has expired or is not yet valid/);
	t.like(expired.other, {state: 'unchanged', proof: {state: 'unknown', cause: 'unchecked'}});
	t.regex(expired.other?.why ?? '', /^not proved: Docker does not check the certificate of dcos-registry/);
	for (const place of [1, 2]) t.deepEqual(agent(place).systemctlCalls(), []);
});
