import test from 'ava';
import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import {FailedError, LoginError, RefusedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {lineProgress} from '../../../src/output/line-log.ts';
import {planSecret, storeSecret} from '../../../src/storage/stored-secret.ts';
import type {World} from '../../../src/world.ts';

const path = 'r/s3';
const content = new Secret('new');

/** A store in memory; `writes` shows what was done to it. */
function storeWith(stored: string | null, over: Partial<ClusterApis['secrets']> = {}) {
	let value = stored;
	const writes: string[] = [];
	const put = (verb: string) => async (_: string, secret: Secret) => {
		writes.push(verb);
		value = secret.reveal();
	};
	const secrets: ClusterApis['secrets'] = {
		read: async () => (value === null ? null : new Secret(value)),
		create: async (...given) => put('create')(...given).then(() => 'created' as const),
		replace: put('replace'),
		sealed: async () => false,
		...over,
	};
	return {cluster: {secrets} as ClusterApis, writes, value: () => value};
}

function worldWith(answer: () => Promise<void> = async () => {}) {
	const lines: string[] = [];
	const world = {progress: lineProgress(text => lines.push(text)), confirm: answer} as unknown as World;
	return {world, lines};
}

for (const [stored, rotate, state] of [
	[null, false, 'created'],
	['new', false, 'unchanged'],
	['new', true, 'unchanged'],
	['old', true, 'replaced'],
] as const) {
	test(`a secret that is ${stored ?? 'missing'} ${rotate ? 'with' : 'without'} --rotate will be ${state}`, async t => {
		const {cluster, writes} = storeWith(stored);
		t.is((await planSecret(cluster, {path, content, rotate})).state, state);
		t.deepEqual(writes, []);
	});
}

test('another content is refused unless it shall be rotated', async t => {
	const plan = planSecret(storeWith('old').cluster, {path, content, rotate: false});
	const error = await t.throwsAsync(plan, {instanceOf: RefusedError});
	t.regex(error.hint ?? '', /--rotate/);
});

test('a sealed store is found before anything is read', async t => {
	const read = async () => t.fail('it was read') as never;
	const {cluster} = storeWith(null, {sealed: async () => true, read});
	const plan = planSecret(cluster, {path, content, rotate: false});
	await t.throwsAsync(plan, {instanceOf: RefusedError, message: /sealed/});
});

test('whoever may not ask whether the store is sealed goes on', async t => {
	const {cluster} = storeWith(null, {sealed: () => Promise.reject(new LoginError('403'))});
	t.is((await planSecret(cluster, {path, content, rotate: false})).state, 'created');
});

for (const [state, writes, line] of [
	['created', ['create'], 'Secret r/s3: stored and read back\n'],
	['replaced', ['replace'], 'Secret r/s3: replaced; a running registry must restart to see it\n'],
	['unchanged', [], 'Secret r/s3: unchanged, it has the same content\n'],
] as const) {
	test(`a secret that is to be ${state} is ${state}, and said to be`, async t => {
		const store = storeWith(state === 'unchanged' ? 'new' : 'old');
		const {world, lines} = worldWith();
		await storeSecret(store.cluster, {path, content, state}, world);
		t.deepEqual<unknown, unknown>(store.writes, writes);
		t.deepEqual(lines, [line]);
		t.is(store.value(), 'new');
	});
}

test('a no leaves the secret as it is', async t => {
	const store = storeWith('old');
	const {world} = worldWith(() => Promise.reject(new FailedError('declined')));
	await t.throwsAsync(storeSecret(store.cluster, {path, content, state: 'replaced'}, world), {message: 'declined'});
	t.is(store.value(), 'old');
});

test('a secret that somebody else wrote in between is told, without its content', async t => {
	const store = storeWith(null, {read: async () => new Secret('theirs')});
	const {world, lines} = worldWith();
	const error = await t.throwsAsync(storeSecret(store.cluster, {path, content, state: 'created'}, world), {
		instanceOf: FailedError,
		message: /somebody else writes it too/,
	});
	t.false(/theirs|new/.test(`${error.message} ${lines.join('')}`));
});
