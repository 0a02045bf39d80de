import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import {loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {config} from './package.ts';
import {findings, options, performing, wanted, what} from './performing-package.ts';

test('the package is installed in this version with these options, and is in the journal', async t => {
	const {result, state, lines, made} = await performing();
	t.deepEqual(result, {step: 'package', what, state: 'done'});
	t.deepEqual(state.services, {'/r': wanted});
	t.deepEqual(lines, [`Package: done: ${what}`]);
	t.deepEqual(
		made.map(each => [each.what, each.command]),
		[['the app /r', 'dcos package uninstall package-registry --app-id=/r --yes']],
	);
});

test('a registry that needs no change stays as it is', async t => {
	const installed = {appId: '/r', packageVersion: '2.0.0', options, given: options, config};
	const {result, writes, lines, made} = await performing({}, {...findings, installed, change: null});
	t.deepEqual(result, {step: 'package', what, state: 'unchanged'});
	t.deepEqual([writes, made], [[], []]);
	t.deepEqual(lines, ['Package: unchanged: /r is installed with these options']);
});

test('of a registry whose options the cluster did not keep, no more is told than that it is there', async t => {
	const installed = {appId: '/r', packageVersion: '2.0.0', options: null, given: null, config};
	const {lines} = await performing({}, {...findings, installed, change: null});
	t.deepEqual(lines, ['Package: unchanged: /r is installed, its options are not known']);
});

for (const [name, fault] of [
	['whose answer is lost', {done: true, error: noAnswer}],
	['that does not arrive', {done: false, error: noAnswer}],
	['that fails with 500 after it was done', {done: true, error: serverError}],
	['that fails with 503', {done: false, error: refusal(null, {status: 503})}],
] as const) {
	test(`a request ${name} leaves one registry, and it is ours`, async t => {
		const {result, state, made, undone} = await performing({fault: (_, index) => (index === 0 ? fault : null)});
		t.like(result, {state: 'done'});
		t.deepEqual(state.services, {'/r': wanted});
		t.is(made.length, 1);
		t.deepEqual((await undone()).undone, ['the app /r']);
		t.deepEqual(state.services, {});
	});
}

test('what somebody else has installed meanwhile with the same options is left alone, and it has the account too', async t => {
	const {result, lines, made, accountIsOurs} = await performing({
		services: {'/r': {...wanted, given: {service: {name: 'r', mem: 2048}}}},
	});
	t.deepEqual(result, {step: 'package', what, state: 'unchanged'});
	t.deepEqual(lines, ['Package: unchanged: somebody else has installed it meanwhile, with the same options']);
	t.deepEqual([made, accountIsOurs], [[], false]);
});

test('what somebody else has installed meanwhile otherwise is told with what differs, and it has the account too', async t => {
	const {result, made, accountIsOurs} = await performing({
		services: {'/r': {packageVersion: '2.0.0', given: {...options, more: 1}}},
	});
	t.true(result instanceof FailedError);
	t.is((result as FailedError).message, 'somebody else has installed /r meanwhile, otherwise: more is 1, not unset');
	t.regex((result as FailedError).hint ?? '', /--update/);
	t.deepEqual([made, accountIsOurs], [[], false]);
});

test('what somebody else installs after our request was lost is not ours to undo when it is otherwise', async t => {
	const fault = (_: string, index: number) => (index === 0 ? {done: false, error: noAnswer} : null);
	const {result, made} = await performing({fault}, findings, ({services}) => {
		services['/r'] = {packageVersion: '2.0.0', given: {...options, more: 1}};
	});
	t.regex((result as FailedError).message, /^somebody else has installed \/r meanwhile/);
	t.deepEqual(made, []);
});

test('another service that took the name meanwhile is told, and stays', async t => {
	const {result, undone, lines, accountIsOurs} = await performing({
		otherApps: [{id: '/r', labels: {}, virtualIps: []}],
	});
	t.is((result as FailedError).message, 'another service took the name /r meanwhile');
	t.is((result as FailedError).hint, 'choose another name with --service-name');
	t.true(accountIsOurs);
	t.deepEqual(lines, ['Package: failed: another service took the name /r meanwhile']);
	t.deepEqual((await undone()).undone, []);
});

for (const error of [refusal('JsonSchemaMismatch'), loginEnded]) {
	test(`"${error.message}" is told, and there is nothing to undo`, async t => {
		const {result, undone} = await performing({fault: () => ({done: false, error})});
		t.is(result, error);
		t.deepEqual((await undone()).undone, []);
	});
}

test('the app is undone when its tasks have ended, because its secret is needed until then', async t => {
	const {undone, clock, writes} = await performing({endsAfter: 3});
	t.deepEqual((await undone()).undone, ['the app /r']);
	t.deepEqual(clock.slept, [1000, 1000, 1000]);
	t.deepEqual(writes, ['install', 'uninstall']);
});

test('an app that does not end is not called undone', async t => {
	const {undone, clock} = await performing({endsAfter: Number.POSITIVE_INFINITY});
	const {left, reason} = await undone();
	t.is(reason, '/r is still ending after 120 s');
	t.deepEqual(
		left.map(each => each.what),
		['the app /r', 'the account'],
	);
	t.is(clock.now(), 120_000);
});

test('an app that somebody has changed since is not taken away', async t => {
	const {undone, state} = await performing();
	const changed = {packageVersion: '2.0.0', given: {service: {name: 'r', instances: 2}}};
	state.services['/r'] = changed;
	t.deepEqual((await undone()).undone, []);
	t.deepEqual(state.services, {'/r': changed});
});
