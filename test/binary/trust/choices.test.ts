import {readdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {golden} from '../../support/golden.ts';
import {secretsIn, secretsOf} from '../canaries.ts';
import {normalised} from '../normalised.ts';
import {statesOf} from './report.ts';
import {eventsIn} from './restart-events.ts';
import {type Truster, withTruster} from './truster.ts';

const yes = ['--yes', '--quiet'];

async function filesOf({agents}: Truster): Promise<Record<string, string>[]> {
	return Promise.all(agents.map(agent => agent.certsD()));
}

const texts = (truster: Truster, {stderr, stdout, exitCode}: {stderr: string; stdout: string; exitCode: number}) =>
	normalised(`${stderr}${stdout}exit code ${exitCode}\n`, truster);

test('--check and --dry-run change nothing: 3 while agents lack the trust, 0 when none does, 5 when one fails', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	const lacking = await truster.trust(['--check', '--quiet']);
	await golden(t, 'trust-check', texts(truster, lacking));
	t.is(lacking.exitCode, 3);
	const planned = await truster.trust(['--dry-run', '--quiet']);
	await golden(t, 'trust-dry-run', texts(truster, planned));
	t.is(planned.exitCode, 0);
	const always = await truster.trust(['--dry-run', '--restart', 'always', '--quiet']);
	await golden(t, 'trust-dry-run-restarts', texts(truster, always));
	t.is((await truster.report(['--dry-run', '--quiet'])).exitCode, 0);
	t.deepEqual(await filesOf(truster), [{}, {}, {}]);
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		[0, 0, 0],
	);

	t.is((await truster.report(yes)).exitCode, 0);
	const well = await truster.trust(['--check', '--quiet']);
	await golden(t, 'trust-check-well', texts(truster, well));
	t.is(well.exitCode, 0);
	await truster.agent(1).setFault('refuses');
	const failing = await truster.report(['--check', '--quiet']);
	t.deepEqual([failing.exitCode, statesOf(failing)[truster.agent(1).ip]], [5, 'unreachable']);
});

test('--check says too that a restart is lacking', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const agent = truster.agent(1);
	agent.cachesCerts = true;
	await agent.setFault(undefined);
	t.is((await truster.report([...yes, '--restart', 'never'])).exitCode, 5);
	const checked = await truster.report(['--check', '--quiet']);
	t.deepEqual([checked.exitCode, Object.values(statesOf(checked))], [3, ['restart needed']]);
	const planned = await truster.trust(['--dry-run', '--quiet']);
	await golden(t, 'trust-dry-run-restart-needed', texts(truster, planned));
	t.is(planned.exitCode, 0);
	t.is((await truster.report(['--dry-run', '--restart', 'never', '--quiet'])).exitCode, 5);
	t.is(agent.restarts(), 0);
});

test('--ca-fingerprint is compared before anything is done, in every spelling that openssl has', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const {caFingerprint} = await truster.report(['--check', '--quiet']);
	const digits = (caFingerprint ?? '').replaceAll(':', '');
	const connections = truster.agent(1).connections();
	const wrong = await truster.trust([
		...yes,
		'--ca-fingerprint',
		digits.replace(/^./, digit => (digit === '0' ? '1' : '0')),
	]);
	await golden(t, 'trust-other-fingerprint', texts(truster, wrong));
	t.is(wrong.exitCode, 6);
	const none = await truster.trust([...yes, '--ca-fingerprint', 'abc']);
	t.is(none.exitCode, 2);
	t.deepEqual([await filesOf(truster), truster.agent(1).connections()], [[{}], connections]);
	for (const right of [caFingerprint ?? '', digits.toLowerCase(), `sha256 Fingerprint=${caFingerprint}`])
		t.is((await truster.report(['--check', '--quiet', '--ca-fingerprint', right])).exitCode, 3, right);
});

test('--type, --agent, --exclude and --ca-path: only those agents, and that file', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	const [one, two, three] = truster.agents;
	if (one === undefined || two === undefined || three === undefined) throw new Error('there are too few agents');
	const chosen = async (words: readonly string[]) =>
		Object.keys(statesOf(await truster.report(['--check', '--quiet', ...words])));
	t.deepEqual(await chosen(['--type', 'public']), [three.ip]);
	t.deepEqual(await chosen(['--type', 'private', '--exclude', one.hostname]), [two.ip]);
	t.deepEqual(await chosen(['--agent', one.id, '--agent', three.ip]), [one.ip, three.ip]);
	for (const words of [
		['--agent', '127.0.2.99'],
		['--exclude', 'agent-9.sandbox'],
		['--type', 'public', '--agent', one.ip],
	])
		t.is((await truster.trust(['--check', ...words])).exitCode, 6, words.join(' '));
	await one.run('mkdir -p /etc/pki; cp /run/dcos/pki/CA/ca-bundle.crt /root/ca.crt; rm /run/dcos/pki/CA/ca-bundle.crt');
	const elsewhere = await truster.report([...yes, '--agent', one.ip, '--ca-path', '/root/ca.crt']);
	t.deepEqual([elsewhere.exitCode, statesOf(elsewhere)], [0, {[one.ip]: 'changed'}]);
	t.deepEqual(
		(await filesOf(truster)).map(files => Object.keys(files).length > 0),
		[true, false, false],
	);
	const quoted = await truster.report([...yes, '--agent', two.ip, '--ca-path', "/no $(touch /root/a) 'such' file"]);
	t.deepEqual([quoted.exitCode, quoted.results[0]?.ca], [5, 'missing']);
	t.not((await two.run('test -e /root/a')).code, 0);
});

test('a registry that does not run yet proves nothing: that is no failure unless a proof is required', async t => {
	const truster = await withTruster(t, {agents: 2, publicAgents: 1});
	const later = ['--service-name', 'team/later', '--not-installed-yet', ...yes];
	const without = await truster.trust(later);
	await golden(t, 'trust-before-the-registry', texts(truster, without));
	t.is(without.exitCode, 0);
	const required = await truster.report([...later, '--require-proof']);
	t.deepEqual([required.exitCode, new Set(Object.values(statesOf(required)))], [5, new Set(['not proved'])]);
	for (const files of await filesOf(truster)) t.true('teamlater.marathon.l4lb.thisdcos.directory:443/ca.crt' in files);
});

test('--log-dir keeps what each agent said in a file that only its owner may read, and no secret; --events tells each', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	await truster.agent(2).setFault('noisy');
	await truster.agent(3).setFault('no-auth');
	const run = await truster.trust([...yes, '--log-dir', 'logs/today', '--events', 'events.ndjson', '-vv']);
	t.is(run.exitCode, 5);
	const directory = path.join(truster.directory, 'logs', 'today');
	t.deepEqual((await readdir(directory)).toSorted(), truster.agents.map(({ip}) => `${ip}.log`).toSorted());
	const secrets = secretsOf(truster.sandbox, await readFile(truster.sandbox.s3.credentialsFile, 'utf8'));
	for (const name of await readdir(directory)) {
		const file = path.join(directory, name);
		t.is((await stat(file)).mode & 0o777, 0o600, name);
		t.deepEqual(secretsIn(await readFile(file, 'utf8'), secrets), []);
	}
	t.deepEqual(secretsIn(run.stderr, secrets), []);
	t.regex(await readFile(path.join(directory, `${truster.agent(2).ip}.log`), 'utf8'), /Welcome to this agent/);
	t.regex(
		await readFile(path.join(directory, `${truster.agent(3).ip}.log`), 'utf8'),
		/exit code 255.*Permission denied/s,
	);
	const events = await eventsIn(path.join(truster.directory, 'events.ndjson'));
	const ended = events.filter(({event}) => event === 'agent-ended').map(({agent = ''}) => agent);
	t.deepEqual(ended.toSorted(), truster.agents.map(({ip}) => ip).toSorted());
	t.like(events.at(-1), {event: 'end', exitCode: 5});
	t.is((await truster.trust([...yes, '--log-dir', 'events.ndjson/x'])).exitCode, 6);
});
