import test from 'ava';
import {ok, problem, warning} from '../../../src/install/check.ts';
import {checkCluster} from '../../../src/install/check-cluster.ts';
import {forbidden, loginEnded} from './faults.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';

const look = (traits: Traits = {}) => checkCluster(memoryCluster(traits).cluster, {now: 0, timeout: 900_000});
const loggedIn = ok('login', 'logged in as me');

for (const mode of ['strict', 'permissive']) {
	test(`an Enterprise cluster in mode ${mode} is well`, async t => {
		t.deepEqual(await look({mode}), {
			checks: [loggedIn, ok('cluster', `DC/OS 2.2.1 Enterprise, security mode ${mode}`)],
			dcosVersion: '2.2.1',
			mode,
		});
	});
}

test('a cluster of 1.12 that does not name its variant is well when it has a security mode', async t => {
	const {checks, dcosVersion} = await look({version: {version: '1.12.3', variant: null}, mode: 'permissive'});
	t.deepEqual(checks[1], ok('cluster', 'DC/OS 1.12.3 Enterprise, security mode permissive'));
	t.is(dcosVersion, '1.12.3');
});

const enterprise = 'the package registry needs DC/OS Enterprise 1.12 or newer';
for (const [version, variant, words] of [
	['2.2.1', 'open', 'runs open DC/OS 2.2.1, which has no package registry'],
	['1.11.5', 'enterprise', 'runs DC/OS 1.11.5, which has no package registry'],
] as const) {
	test(`a cluster that ${words}`, async t => {
		t.deepEqual(await look({version: {version, variant}}), {
			checks: [problem('cluster', `https://cluster ${words}`, enterprise)],
			dcosVersion: null,
			mode: null,
		});
	});
}

test('a cluster without security is a problem', async t => {
	const {checks, mode} = await look({mode: 'disabled'});
	t.deepEqual(
		checks[1],
		problem(
			'cluster',
			'https://cluster runs in security mode "disabled"',
			'the package registry needs permissive or strict',
		),
	);
	t.is(mode, 'disabled');
});

test('a cluster that names neither variant nor mode is open', async t => {
	const {checks} = await look({version: {version: '1.12.0', variant: null}, mode: null});
	t.deepEqual(
		checks[1],
		problem('cluster', 'https://cluster runs DC/OS 1.12.0 and has no security mode: it is not Enterprise', enterprise),
	);
});

test('a mode that the cluster does not tell, or the user may not see, is warned of', async t => {
	const untold = await look({mode: null});
	t.deepEqual(untold.checks[1], warning('cluster', 'DC/OS 2.2.1 Enterprise; it does not tell its security mode'));
	const hidden = await look({over: {metadata: {securityMode: () => Promise.reject(forbidden)}}});
	t.deepEqual(
		hidden.checks[1],
		warning(
			'cluster',
			'DC/OS 2.2.1 Enterprise; you may not see its security mode, which has to be permissive or strict',
		),
	);
	t.deepEqual([untold.mode, hidden.mode], [null, null]);
});

test('a login that has ended when the cluster is asked for ends the run', async t => {
	const over = {metadata: {securityMode: () => Promise.reject(loginEnded)}};
	t.is(await t.throwsAsync(look({over})), loginEnded);
});

const soon = 'but that login ends in';
for (const [what, uid, ends, check] of [
	['does not say its end', 'me', null, loggedIn],
	['does not say whose it is', null, null, ok('login', 'logged in')],
	['lasts longer than the installation may take', 'me', 900_001, loggedIn],
	[
		'may end on the way',
		'me',
		900_000,
		warning('login', `logged in as me, ${soon} 15 min and the installation may take 15 min`, 'dcos auth login'),
	],
	[
		'ends in a moment',
		'me',
		119_999,
		warning('login', `logged in as me, ${soon} 1 min and the installation may take 15 min`, 'dcos auth login'),
	],
	[
		'has ended by our clock',
		null,
		-60_000,
		warning('login', `logged in, ${soon} 0 min and the installation may take 15 min`, 'dcos auth login'),
	],
] as const) {
	test(`a login that ${what} is ${check.result === 'ok' ? 'well' : 'warned of'}`, async t => {
		const {checks} = await look({over: {login: {uid, ends}}});
		t.deepEqual(checks[0], check);
	});
}
