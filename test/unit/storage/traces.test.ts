import test from 'ava';
import {InterruptedError} from '../../../src/errors/errors.ts';
import type {ObjectStore} from '../../../src/s3/object-store.ts';
import {tryOut} from '../../../src/storage/try-out.ts';
import {lostAnswer, memoryBucket, refusing, workingStore} from './memory-bucket.ts';

const probe = 'p/.dcos-registry-probe-n';
const place = {path: 'p', name: 'n', interrupted: new AbortController().signal};

/** The requests of a try-out in which everything works. */
const requests = 9;
/** What cleaning up may ask for. */
const cleaning = ['delete', 'abortUpload'];

/** A bucket whose user presses Ctrl-C while the request of this number is under way. */
function interruptedAt(number: number) {
	const {signal, abort} = controller();
	const bucket = memoryBucket({onRequest: (_, count) => (count === number ? abort() : undefined)});
	return {...bucket, place: {...place, interrupted: signal}};
}

function controller() {
	const control = new AbortController();
	return {signal: control.signal, abort: () => control.abort()};
}

for (let number = 1; number < requests; number += 1) {
	test(`interrupted in request ${number} of ${requests}: it stops there, and nothing is left`, async t => {
		const {store, objects, uploads, place: at} = interruptedAt(number);
		const onLeft = (key: string) => t.fail(`${key} is said to be left`);
		await t.throwsAsync(tryOut(store, {...at, onLeft}), {instanceOf: InterruptedError, message: /^interrupted/});
		t.is(objects.size + uploads.size, 0);
	});

	test(`interrupted in request ${number} of ${requests}: nothing else is tried any more`, async t => {
		const {store, requests: asked, place: at} = interruptedAt(number);
		await t.throwsAsync(tryOut(store, {...at, onLeft: () => {}}), {instanceOf: InterruptedError});
		t.deepEqual(
			asked.slice(number).filter(method => !cleaning.includes(method)),
			[],
		);
	});
}

test('a request that fails because it was interrupted is no failure of the store', async t => {
	const {signal, abort} = controller();
	const over = {
		get: () => {
			abort();
			return refusing('ERR_CANCELED')();
		},
	};
	const {store, objects} = memoryBucket({over});
	const trying = tryOut(store, {...place, interrupted: signal, onLeft: () => {}});
	await t.throwsAsync(trying, {instanceOf: InterruptedError});
	t.is(objects.size, 0);
});

test('interrupted before the first request, nothing is asked for', async t => {
	const {store, requests: asked} = memoryBucket();
	const {signal, abort} = controller();
	abort();
	await t.throwsAsync(tryOut(store, {...place, interrupted: signal, onLeft: () => {}}), {
		instanceOf: InterruptedError,
	});
	t.deepEqual(asked, []);
});

/** The failure of a try-out with these methods, what it said to be left, and what is really there. */
async function outcome(over: (store: ObjectStore) => Partial<ObjectStore>) {
	const objects = new Map<string, Buffer>();
	const uploads = new Map<string, string>();
	const working = workingStore(objects, uploads);
	const left: string[] = [];
	const {store} = memoryBucket({over: {...working, ...over(working)}});
	const failure = await tryOut(store, {...place, onLeft: key => left.push(key)});
	return {failure, left: left.sort(), there: [...objects.keys(), ...uploads.values()].sort()};
}

test('a key that may not delete fails at "delete" with one probe, which stays and is named', async t => {
	const {failure, left, there} = await outcome(() => ({delete: refusing('AccessDenied')}));
	t.like(failure, {action: 'delete', error: {code: 'AccessDenied'}});
	t.deepEqual(left, [probe]);
	t.deepEqual(there, left);
});

test('an upload that may not be aborted stays, and is named', async t => {
	const {failure, left, there} = await outcome(() => ({
		uploadPart: refusing('InternalError', 500),
		abortUpload: refusing('AccessDenied'),
	}));
	t.like(failure, {action: 'upload in parts', error: {code: 'InternalError'}});
	t.deepEqual(left, [`${probe}-parts`]);
	t.deepEqual(there, left);
});

const lost: Readonly<Record<string, (store: ObjectStore) => Partial<ObjectStore>>> = {
	put: store => ({put: (...given) => lostAnswer(store.put(...given))}),
	uploadPart: store => ({uploadPart: (...given) => lostAnswer(store.uploadPart(...given))}),
	completeUpload: store => ({completeUpload: (...given) => lostAnswer(store.completeUpload(...given))}),
};

for (const [method, over] of Object.entries(lost)) {
	test(`when the answer to ${method} gets lost, what it made is taken away`, async t => {
		const {failure, left, there} = await outcome(over);
		t.like(failure, {action: method === 'put' ? 'put' : 'upload in parts', error: {code: 'ECONNRESET'}});
		t.deepEqual([left, there], [[], []]);
	});
}

test('when the answer to a delete gets lost, it is deleted once more', async t => {
	let count = 0;
	const {failure, left, there} = await outcome(store => ({
		delete: key => (count++ === 0 ? lostAnswer(store.delete(key)) : store.delete(key)),
	}));
	t.like(failure, {action: 'delete', error: {code: 'ECONNRESET'}});
	t.deepEqual([left, there], [[], []]);
	t.is(count, 2);
});

test('a put that a proxy gave up on (504) may have been done, and is taken away', async t => {
	const {left, there} = await outcome(store => ({
		put: (key, body) => store.put(key, body).then(refusing('HTTP 504', 504)),
	}));
	t.deepEqual([left, there], [[], []]);
});

test('an upload whose beginning got lost cannot be ended, and is said to be left', async t => {
	const {store} = memoryBucket({over: {beginUpload: refusing('ECONNRESET', null)}});
	const left: string[] = [];
	const failure = await tryOut(store, {...place, onLeft: key => left.push(key)});
	t.is(failure?.action, 'upload in parts');
	t.deepEqual(left, [`${probe}-parts`]);
});

test('after a completion that was answered 500 both the upload and the object are taken away', async t => {
	const bucket = memoryBucket();
	const completeUpload = async (key: string, upload: string, etags: readonly string[]) => {
		await bucket.store.completeUpload(key, upload, etags);
		await refusing('InternalError', 500)();
	};
	const onLeft = (key: string) => t.fail(`${key} is said to be left`);
	await tryOut({...bucket.store, completeUpload, abortUpload: async () => {}}, {...place, onLeft});
	t.is(bucket.objects.size + bucket.uploads.size, 0);
});
