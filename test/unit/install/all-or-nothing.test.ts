import test from 'ava';
import fc from 'fast-check';
import {Secret} from '../../../src/errors/secret.ts';
import {install} from '../../../src/install/install.ts';
import {belongTogether} from '../../../src/install/key-pair.ts';
import {loginIn} from '../../../src/install/service-account.ts';
import {runs} from '../../support/runs.ts';
import {loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {request} from './first-findings.ts';
import {installWorld} from './install-world.ts';
import {login, publicKey} from './keys.ts';
import {type Fault, type MemoryCluster, memoryCluster, type State, type Traits} from './memory-cluster.ts';
import {definition, universe} from './package.ts';

const uid = 'dcos-registry-account';
const secretPath = 'dcos-registry/service-account';
const resource = 'dcos:adminrouter:ops:ca:rw';
const source = {name: 'Bootstrap Registry', uri: request.bootstrapRepository};
const given = {registry: {'service-account-secret-path': secretPath}};

/** What may be there before. */
const beforehand = fc
	.record({
		parts: fc.constantFrom('nothing', 'secret', 'account', 'grant'),
		acl: fc.constantFrom(null, [], ['other'], ['other', 'a-group']),
		packageIn: fc.constantFrom('universe', 'source', 'source to be added'),
		runs: fc.boolean(),
		others: fc.boolean(),
		endsAfter: fc.nat(3),
	})
	.map(({parts, acl, packageIn, runs, others, endsAfter}): Traits => {
		const granted = parts === 'grant';
		const holders = [...(acl ?? []), ...(granted ? [uid] : [])];
		const repositories = [universe, ...(packageIn === 'source' ? [source] : [])];
		const from = packageIn === 'universe' || runs ? universe : source;
		return {
			secrets: {...(parts === 'nothing' ? {} : {[secretPath]: login(uid)}), ...(others ? {'other/s': 's'} : {})},
			accounts: {...(granted || parts === 'account' ? {[uid]: publicKey} : {}), ...(others ? {me: null} : {})},
			acls: acl === null && !granted ? {} : {[resource]: holders},
			repositories,
			services: {
				...(runs ? {'/dcos-registry': {packageVersion: '2.0.0', given}} : {}),
				...(others ? {'/other': {packageVersion: '2.0.0', given: {service: {name: 'other'}}}} : {}),
			},
			offers: {[from.uri]: [definition]},
			endsAfter,
		};
	});

const once = [
	{done: true, error: noAnswer},
	{done: true, error: serverError},
	{done: false, error: noAnswer},
	{done: false, error: refusal(null, {status: 503})},
];
const always = [
	{done: false, error: noAnswer},
	{done: false, error: serverError},
	{done: false, error: loginEnded},
	{done: false, error: refusal('no')},
];

/** What goes wrong: at one write, once or each time it is tried; Ctrl-C at one; and an app that never becomes healthy. */
const troubles = fc.record({
	at: fc.nat(7),
	fault: fc.oneof(
		fc.constantFrom(...once).map(fault => ({fault, again: false})),
		fc.constantFrom(...always).map(fault => ({fault, again: true})),
	),
	interruptAt: fc.option(fc.nat(7), {nil: -1}),
	healthy: fc.boolean(),
});

type Trouble = typeof troubles extends fc.Arbitrary<infer T> ? T : never;

/** A run in which this goes wrong; null for one that came to its end. */
async function running(before: Traits, {at, fault: {fault, again}, interruptAt, healthy}: Trouble, atomic: boolean) {
	const controller = new AbortController();
	let failing: string | null = null;
	let undoing = false;
	const faultAt = (what: string, index: number): Fault | null => {
		if (undoing) return null;
		if (index === interruptAt) controller.abort();
		if (index === at) failing = what;
		return index === at || (again && what === failing) ? fault : null;
	};
	const looks = () => (healthy ? {} : {tasksHealthy: 0});
	const memory = memoryCluster({...before, fault: faultAt, looks});
	const onStep = (title: string) => {
		undoing ||= title.startsWith('Undo');
	};
	const error = await outcomeOf(memory, {atomic, interrupted: controller.signal, onStep});
	return {error, state: memory.state};
}

type How = {atomic?: boolean; interrupted?: AbortSignal; onStep?: (title: string) => void};

function outcomeOf(memory: MemoryCluster, {atomic = false, interrupted, onStep}: How = {}) {
	const {world} = installWorld({memory, options: '{"service": {"mem": 4096}}', interrupted});
	const step = (title: string) => {
		onStep?.(title);
		return world.progress.step(title);
	};
	return install({...request, update: true, atomic}, {...world, progress: {...world.progress, step}}).then(
		() => null,
		(error: unknown) => error,
	);
}

test('with --atomic, wherever it goes wrong, the cluster ends as it was', async t => {
	let failed = 0;
	await fc.assert(
		fc.asyncProperty(beforehand, troubles, async (before, trouble) => {
			const {error, state} = await running(before, trouble, true);
			if (error === null) return;
			failed += 1;
			t.deepEqual(state, memoryCluster(before).state);
		}),
		{numRuns: runs(150)},
	);
	t.true(failed > runs(150) * 0.4, `${failed} runs failed`);
});

/** The state without what is new in each run: whether the account has the stored key stands for the keys. */
function comparable({secrets, accounts, ...rest}: State) {
	const stored = loginIn(new Secret(secrets[secretPath] ?? ''));
	const fits = stored !== null && belongTogether(stored.privateKey, accounts[uid] ?? '');
	return {
		...rest,
		uid: stored?.uid,
		fits,
		secrets: Object.keys(secrets).sort(),
		accounts: Object.keys(accounts).sort(),
	};
}

test('without it, wherever it goes wrong, the next run ends as an undisturbed one', async t => {
	await fc.assert(
		fc.asyncProperty(beforehand, troubles, async (before, trouble) => {
			const undisturbed = memoryCluster(before);
			t.is(await outcomeOf(undisturbed), null);
			const {state} = await running(before, trouble, false);
			const next = memoryCluster({...before, ...state});
			t.is(await outcomeOf(next), null);
			t.deepEqual(comparable(next.state), comparable(undisturbed.state));
			t.true(comparable(next.state).fits);
		}),
		{numRuns: runs(60)},
	);
});
