import test from 'ava';
import {withInstaller} from './faults/installer.ts';

test('two operators who install the same at once both end with what one of them would have', async t => {
	const {renew, run, state} = await withInstaller(t);
	await renew();
	t.is((await run(['install'])).exitCode, 0);
	const alone = await state();
	await renew();
	const both = await Promise.all([run(['install']), run(['install'])]);
	for (const {exitCode, stderr} of both) t.is(exitCode, 0, stderr);
	t.deepEqual(await state(), alone);
});

test('an operator whose registry somebody else installs between two looks of the preflight ends as the other does', async t => {
	const {sandbox, renew, run, state} = await withInstaller(t);
	await renew();
	const arrived = Promise.withResolvers<void>();
	const other = Promise.withResolvers<void>();
	sandbox.faults.add({
		kind: 'watch',
		times: 1,
		match: (method, path) => method === 'GET' && path.startsWith('/service/marathon/v2/apps'),
		before: async () => {
			arrived.resolve();
			await other.promise;
		},
	});
	const slow = run(['install']);
	await arrived.promise;
	t.is((await run(['install'])).exitCode, 0);
	const alone = await state();
	other.resolve();
	const {exitCode, stderr} = await slow;
	t.is(exitCode, 0, stderr);
	t.deepEqual(await state(), alone);
});

test('of two operators who want different things the second is told what the first is doing, and changes nothing', async t => {
	const {sandbox, renew, run, state} = await withInstaller(t);
	await renew();
	sandbox.behaviour.staging = true;
	const started = Promise.withResolvers<void>();
	const match = (method: string, path: string) => `${method} ${path}` === 'POST /package/install';
	sandbox.faults.add({kind: 'watch', times: 1, match, after: started.resolve});
	const first = run(['install', '--timeout', '3m']);
	await started.promise;
	const before = await state();
	const {exitCode, stderr} = await run(['install', '--instances', '3']);
	t.is(exitCode, 6, stderr);
	t.regex(stderr, /Error: \/dcos-registry is installed already, but differently: service\.instances is 2, not 3/);
	t.regex(stderr, /somebody is at work on it: StartApplication/);
	t.deepEqual(await state(), before);
	sandbox.behaviour.staging = undefined;
	t.is((await first).exitCode, 0);
});

test('an operator whose registry somebody else installs in the same moment, otherwise, is told what differs', async t => {
	const {sandbox, renew, run} = await withInstaller(t);
	await renew();
	const arrived = Promise.withResolvers<void>();
	const other = Promise.withResolvers<void>();
	const match = (method: string, path: string) => `${method} ${path}` === 'POST /package/install';
	sandbox.faults.add({
		kind: 'watch',
		times: 1,
		match,
		before: async () => {
			arrived.resolve();
			await other.promise;
		},
	});
	const slow = run(['install', '--instances', '3', '--atomic']);
	await arrived.promise;
	t.is((await run(['install'])).exitCode, 0);
	other.resolve();
	const {exitCode, stderr} = await slow;
	t.is(exitCode, 1, stderr);
	t.regex(
		stderr,
		/Error: somebody else has installed \/dcos-registry meanwhile, otherwise: service\.instances is 2, not 3/,
	);
	t.true(sandbox.apps.has('/dcos-registry'), 'what somebody else made stays');
	t.true(sandbox.users.has('dcos-registry-account'), 'and so does the account that it uses');
	t.is((await run(['install'])).exitCode, 0);
});
