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
		async remove() {
			writes.push('remove');
			value = null;
		},
		sealed: async () => false,
		...over,
	};
	return {cluster: {secrets} as ClusterApis, writes, value: () => value};
}

function worldWith() {
	const lines: string[] = [];
	const world = {progress: lineProgress(text => lines.push(text))} as unknown as World;
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

test('a cluster without the store is refused before anything is read', async t => {
	const read = async () => t.fail('it was read') as never;
	const {cluster} = storeWith(null, {sealed: async () => null, read});
	const plan = planSecret(cluster, {path, content, rotate: false});
	await t.throwsAsync(plan, {instanceOf: RefusedError, message: 'the cluster has no secret store "default"'});
});

/** What DC/OS is sent is {"value":"…"}; its limit is 1 MiB with what it keeps about the secret. */
const envelope = '{"value":""}'.length;
const largest = 1024 * 1024 - 1024 - envelope;

for (const [what, text, refused] of [
	['as large as DC/OS takes it', 'a'.repeat(largest), false],
	['one byte larger', 'a'.repeat(largest + 1), true],
	['larger in bytes than in letters', 'ü'.repeat(largest / 2 + 1), true],
	['larger once its line ends are escaped', '\n'.repeat(largest / 2 + 1), true],
] as const) {
	test(`a secret that is ${what} is ${refused ? 'refused before the cluster is asked' : 'stored'}`, async t => {
		const {cluster} = storeWith(null, refused ? {sealed: async () => t.fail('it was asked') as never} : {});
		const plan = planSecret(cluster, {path, content: new Secret(text), rotate: false});
		if (!refused) t.is((await plan).state, 'created');
		else
			await t.throwsAsync(plan, {
				instanceOf: RefusedError,
				message: /would have \d+ bytes, and DC\/OS takes no more than 1047552$/,
			});
	});
}

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

test('a content that was there already is ours after an answer that got lost', async t => {
	const store = storeWith('new', {create: async () => 'exists'});
	const {world, lines} = worldWith();
	await storeSecret(store.cluster, {path, content, state: 'created'}, world);
	t.deepEqual(lines, ['Secret r/s3: stored and read back\n']);
});

test('a secret that somebody else wrote in between is told, without its content', async t => {
	const store = storeWith(null, {read: async () => new Secret('theirs')});
	const {world, lines} = worldWith();
	const error = await t.throwsAsync(storeSecret(store.cluster, {path, content, state: 'created'}, world), {
		instanceOf: FailedError,
		message: /has another content than ours: somebody else wrote it at the same time$/,
	});
	t.false(/theirs|new/.test(`${error.message} ${lines.join('')}`));
	t.deepEqual(lines, ['Secret r/s3: failed, it has another content\n']);
});

test('a secret that is gone again is not taken for ours', async t => {
	const store = storeWith(null, {read: async () => null});
	const storing = storeSecret(store.cluster, {path, content, state: 'created'}, worldWith().world);
	await t.throwsAsync(storing, {instanceOf: FailedError});
});

test('whoever may not read what was stored is told so', async t => {
	const store = storeWith(null, {read: () => Promise.reject(new LoginError('403'))});
	const storing = storeSecret(store.cluster, {path, content, state: 'created'}, worldWith().world);
	await t.throwsAsync(storing, {instanceOf: LoginError});
	t.deepEqual(store.writes, ['create']);
});
