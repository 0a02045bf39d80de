import {readdir} from 'node:fs/promises';
import test from 'ava';
import {eventually} from '../sandbox/eventually.ts';
import {withOperator} from './operator.ts';

test('Ctrl-C while agents are worked on starts no further one, waits for those under way, and says how to go on', async t => {
	const operator = await withOperator(t);
	const [first, second] = operator.sandbox.agents.agents;
	await first?.setFault('hangs');
	const words = [
		'trust-agents',
		...operator.ssh,
		'--not-installed-yet',
		'--parallel',
		'1',
		'--agent-timeout',
		'3s',
		'--yes',
	];
	const connected = eventually('a connection', async () => first?.connections() === 1);
	const {exitCode, stdout, stderr} = await operator.run(words, {}, connected);
	t.is(exitCode, 130, stderr);
	t.regex(stderr, /interrupted: finishing what is under way/);
	t.regex(stdout, /127\.0\.2\.12 +\S+ +public +- +- +not started/);
	t.regex(
		stdout,
		/dcos registry trust-agents --not-installed-yet --config-file \S+ --parallel 1 --agent-timeout 3s --agent 127\.0\.2\.11,127\.0\.2\.12\n/,
	);
	t.is(second?.connections(), 0);
	await first?.setFault(undefined);
	t.is((await operator.run(['trust-agents', ...operator.ssh, '--not-installed-yet', '--yes'])).exitCode, 0);
});

test('Ctrl-C while the registry starts leaves it to the cluster, and the next run goes on from there', async t => {
	const operator = await withOperator(t, {pace: {healthCheck: 3000}});
	await operator.run(operator.storage);
	const started = eventually('the app', async () => operator.sandbox.apps.has('/dcos-registry'));
	const {exitCode, stderr} = await operator.run(['install'], {}, started);
	t.is(exitCode, 130, stderr);
	t.regex(stderr, /^Error: interrupted while waiting for \/dcos-registry: 0 of 2 instances healthy/m);
	t.regex(stderr, /^ {2}done before, and kept: service account, package\b/m);
	t.regex(stderr, /^Hint: the cluster goes on with it; to go on waiting: dcos registry install$/m);
	const {exitCode: again, stdout} = await operator.run(['install']);
	t.is(again, 0);
	t.regex(stdout, /package .*unchanged\n/);
	t.is((await operator.sandbox.state()).repositories[0]?.name, 'Registry');
});

test('Ctrl-C while the bucket is tried leaves no probe in it and changes nothing', async t => {
	const operator = await withOperator(t);
	const {service, bucket} = operator.sandbox.s3;
	const tried = eventually('a request', async () => service.requests().length > 0);
	const {exitCode, stderr} = await operator.run(operator.storage, {}, tried);
	t.is(exitCode, 130, stderr);
	t.regex(stderr, /Error: interrupted: nothing was changed\n/);
	t.deepEqual(service.objects(bucket), []);
	t.deepEqual(service.uploads(bucket), []);
	t.deepEqual((await operator.sandbox.state()).secrets, {});
	t.deepEqual(await readdir(operator.directory), []);
});
