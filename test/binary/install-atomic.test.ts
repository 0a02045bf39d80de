import test, {type ExecutionContext} from 'ava';
import {eventually} from '../sandbox/eventually.ts';
import type {Fault} from '../sandbox/faults.ts';
import {prepareRegistry} from '../sandbox/registry-setup.ts';
import {callCosmos} from '../sandbox/sandbox-client.ts';
import {golden} from '../support/golden.ts';
import {type Installer, withInstaller} from './faults/installer.ts';

/** Each request by which an installation changes the cluster, in order. */
const writes: Readonly<Record<string, RegExp>> = {
	'the secret': /^PUT \/secrets\/v1\/secret\/default\/dcos-registry\/service-account$/,
	'the account': /^PUT \/acs\/api\/v1\/users\/dcos-registry-account$/,
	'the access control list': /^PUT \/acs\/api\/v1\/acls\/[^/]+$/,
	'the permission': /^PUT \/acs\/api\/v1\/acls\/[^/]+\/users\/dcos-registry-account\/full$/,
	'the package': /^POST \/package\/install$/,
	'the repository': /^POST \/package\/repository\/add$/,
};

type Failure = {exitCode: number; fault: Omit<Fault, 'match'>};

/** How it fails for good; a server that fails is waited for by the step that adds the repository. */
const failures: Readonly<Record<string, Failure>> = {
	'is answered with 500 each time': {exitCode: 1, fault: {kind: 'status', status: 500, body: 'broken'}},
	'is not allowed': {exitCode: 4, fault: {kind: 'html-403'}},
	'is done, and its answer lost each time': {exitCode: 0, fault: {kind: 'lose-answer'}},
};

test('with --atomic nothing is left of an installation, whichever write fails, and why', async t => {
	t.timeout(600_000);
	const installer = await withInstaller(t);
	for (const [what, request] of Object.entries(writes)) {
		for (const [how, failure] of Object.entries(failures)) {
			await fails(t, installer, {of: `${what} ${how}`, request, failure});
		}
	}
});

async function fails(
	t: ExecutionContext,
	{sandbox, renew, run, state}: Installer,
	{of, request, failure}: {of: string; request: RegExp; failure: Failure},
): Promise<void> {
	await renew();
	const before = await state();
	const match = (method: string, path: string) => request.test(`${method} ${path}`);
	sandbox.faults.add({...failure.fault, match});
	// a repository that fails is tried again until the time is over
	const waits = of === 'the repository is answered with 500 each time';
	const {exitCode, stderr} = await run(['install', '--atomic', '--timeout', waits ? '5s' : '1m']);
	t.is(exitCode, waits ? 7 : failure.exitCode, `${of}\n${stderr}`);
	if (exitCode === 0) t.notDeepEqual(await state(), before, of);
	else t.deepEqual(await state(), before, `${of}\n${stderr}`);
}

test('with --atomic Ctrl-C at any write takes everything back', async t => {
	t.timeout(600_000);
	const {sandbox, renew, run, state} = await withInstaller(t);
	for (const [what, request] of Object.entries(writes)) {
		await renew();
		const before = await state();
		const arrived = Promise.withResolvers<void>();
		const match = (method: string, path: string) => request.test(`${method} ${path}`);
		sandbox.faults.add({kind: 'watch', times: 1, match, before: arrived.resolve});
		const {exitCode, stderr} = await run(['install', '--atomic'], {interruptWhen: arrived.promise});
		// the last write may have been made before the signal came, and then everything is done
		if (what === 'the repository' && exitCode === 0) continue;
		t.is(exitCode, 130, `${what}\n${stderr}`);
		t.deepEqual(await state(), before, `${what}\n${stderr}`);
	}
});

/** What is there before the run that fails at its last write. */
const beginnings: Readonly<Record<string, (installer: Installer) => Promise<unknown>>> = {
	'a registry without its repository': ({run, client}) =>
		run(['install']).then(() => callCosmos(client, '/package/repository/delete', {name: 'Registry'})),
	'a registry that lost its permission': async ({run, client, sandbox}) => {
		await run(['install']);
		await callCosmos(client, '/package/repository/delete', {name: 'Registry'});
		sandbox.acls.get('dcos:adminrouter:ops:ca:rw')?.grants.clear();
	},
	'an account made by hand': ({client, sandbox}) => prepareRegistry(client, sandbox),
	'an access control list that others hold': async ({sandbox}) => {
		sandbox.acls.set('dcos:adminrouter:ops:ca:rw', {description: '', grants: new Map([['other', new Set(['full'])]])});
	},
};

for (const [what, begin] of Object.entries(beginnings)) {
	test(`${what} is as it was after a run with --atomic that failed`, async t => {
		const installer = await withInstaller(t);
		const {sandbox, renew, run, state} = installer;
		await renew();
		await begin(installer);
		const before = await state();
		const match = (method: string, path: string) => `${method} ${path}` === 'POST /package/repository/add';
		sandbox.faults.add({kind: 'html-403', match});
		const {exitCode, stderr} = await run(['install', '--atomic']);
		t.is(exitCode, 4, stderr);
		t.deepEqual(await state(), before);
	});
}

test('a registry that is not there when the time is over is taken back, and every step of it is told', async t => {
	const {sandbox, renew, run, state} = await withInstaller(t);
	await renew();
	const before = await state();
	sandbox.behaviour.staging = true;
	const {exitCode, stderr} = await run(['install', '--atomic', '--timeout', '1s']);
	t.is(exitCode, 7, stderr);
	t.deepEqual(await state(), before);
	await golden(t, 'install-atomic-undone', stderr);
});

test('what cannot be taken back is named with its command, and what depends on it is left whole', async t => {
	const {sandbox, renew, run} = await withInstaller(t);
	await renew();
	sandbox.behaviour.staging = true;
	const match = (method: string, path: string) => `${method} ${path}` === 'POST /package/uninstall';
	sandbox.faults.add({kind: 'html-403', match});
	const {exitCode, stderr} = await run(['install', '--atomic', '--timeout', '1s']);
	t.is(exitCode, 7, stderr);
	t.true(sandbox.apps.has('/dcos-registry'));
	t.true(sandbox.users.has('dcos-registry-account'), 'the app goes on using its account');
	await golden(t, 'install-atomic-left', stderr);
	sandbox.faults.clear();
	sandbox.behaviour.staging = false;
	t.is((await run(['install'])).exitCode, 0);
});

test('an update that does not get healthy goes back to the options from before', async t => {
	const {sandbox, renew, run, state} = await withInstaller(t);
	await renew();
	t.is((await run(['install'])).exitCode, 0);
	const before = await state();
	sandbox.behaviour.unhealthy = 'out of memory';
	const {exitCode, stderr} = await run([
		'install',
		'--instances',
		'3',
		'--update',
		'--atomic',
		'--timeout',
		'1s',
		'--yes',
	]);
	t.is(exitCode, 7, stderr);
	t.deepEqual(await state(), before);
	sandbox.behaviour.unhealthy = undefined;
	const {stdout} = await run(['install']);
	t.regex(stdout, /package .* unchanged\n/);
	await eventually('all instances', async () => sandbox.apps.get('/dcos-registry')?.deployment === undefined);
});
