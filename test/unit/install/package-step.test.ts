import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {packageStep} from '../../../src/install/package-step.ts';
import type {Findings} from '../../../src/install/preflight.ts';
import {type Made, undoAll} from '../../../src/install/undo.ts';
import {merge} from '../../../src/options/merge.ts';
import {defaultsOf} from '../../../src/options/schema.ts';
import {loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {findings as first} from './first-findings.ts';
import {stepAround} from './install-world.ts';
import {memoryCluster, type State, type Traits} from './memory-cluster.ts';
import {healthy} from './memory-cosmos.ts';
import {config} from './package.ts';

const options: JsonObject = {service: {name: 'r'}};
const findings: Findings = {...first, options, resolved: merge(defaultsOf(config), options)};
const wanted = {packageVersion: '2.0.0', given: options};
const what = 'package-registry 2.0.0 as /r';

/** What the step before this one made. */
const account: Made = {what: 'the account', undo: async () => 'nothing to undo', command: 'delete it'};

/** The step in such a cluster; `meanwhile` is what somebody else does while we sleep. */
async function performing(traits: Traits = {}, found = findings, meanwhile: (state: State) => void = () => {}) {
	const memory = memoryCluster(traits);
	const {around, ...rest} = stepAround({memory, onSleep: () => meanwhile(memory.state)});
	around.journal.add(account);
	const result = await packageStep(found, around).catch((error: unknown) => error);
	const [first, ...made] = around.journal.made();
	const undone = () => undoAll(around.journal, rest.world);
	return {...rest, result, accountIsOurs: first === account, made, undone};
}

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

const former = {packageVersion: '1.0.0', given: {service: {name: 'r', mem: 4096}, note: "it's\\n"}};
const toChange: Findings = {
	...findings,
	change: 'update',
	installed: {appId: '/r', packageVersion: '1.0.0', options: former.given, given: former.given, config},
};
const running: Traits = {services: {'/r': former}};

test('a registry that is installed gets this version and these options in place of its own', async t => {
	const {result, state, lines, writes} = await performing(running, toChange);
	t.deepEqual(result, {step: 'package', what, state: 'done'});
	t.deepEqual(state.services, {'/r': wanted});
	t.deepEqual(lines, [`Package: done: ${what}`]);
	t.deepEqual(writes, ['update']);
});

test('a change is taken back to the version and the options that were given', async t => {
	const {state, undone} = await performing(running, toChange);
	t.deepEqual((await undone()).undone, ['the change of /r']);
	t.deepEqual(state.services, {'/r': former});
	t.deepEqual((await undone()).undone, []);
});

test('a change that was refused is not called undone, and nothing restarts for it', async t => {
	const error = refusal('VersionUpgradeNotSupported');
	const fault = (_: string, index: number) => (index === 0 ? {done: false, error} : null);
	const {result, undone, writes} = await performing({...running, fault}, toChange);
	t.is(result, error);
	t.deepEqual((await undone()).undone, []);
	t.deepEqual(writes, ['update']);
});

test('a change that somebody has changed again is not taken back', async t => {
	const {state, undone} = await performing(running, toChange);
	const again = {packageVersion: '2.0.0', given: {service: {name: 'r', mem: 1}}};
	state.services['/r'] = again;
	t.deepEqual((await undone()).undone, []);
	t.deepEqual(state.services, {'/r': again});
});

for (const done of [true, false]) {
	test(`a change ${done ? 'whose answer is lost' : 'that does not arrive'} is made all the same`, async t => {
		const fault = (_: string, index: number) => (index === 0 ? {done, error: noAnswer} : null);
		const {result, state, writes, undone} = await performing({...running, fault}, toChange);
		t.like(result, {state: 'done'});
		t.deepEqual(state.services, {'/r': wanted});
		t.deepEqual(writes, done ? ['update'] : ['update', 'update']);
		await undone();
		t.deepEqual(state.services, {'/r': former});
	});
}

test('options that the cluster did not keep are not taken for those that an update without an answer would have set', async t => {
	const labels = {DCOS_PACKAGE_NAME: 'package-registry', DCOS_PACKAGE_VERSION: '2.0.0'};
	const app = async (id: string) => ({...healthy, id, labels});
	const installed = {appId: '/r', packageVersion: '2.0.0', options: null, given: null, config: null};
	const over = {cosmos: {describeService: async () => null}, marathon: {app}};
	const fault = (_: string, index: number) => (index === 0 ? {done: false, error: noAnswer} : null);
	const {state, writes} = await performing({...running, over, fault}, {...toChange, installed});
	t.deepEqual(writes, ['update', 'update']);
	t.deepEqual(state.services, {'/r': wanted});
});

test('a change by hand is a line that can be pasted, whatever the options hold', async t => {
	const {made} = await performing(running, toChange);
	t.is(
		made[0]?.command,
		`printf %s '{"service":{"name":"r","mem":4096},"note":"it'\\''s\\\\n"}' > former.json; dcos registry install --update --service-name /r --package-version 1.0.0 --options former.json`,
	);
});

test('where the cluster did not keep what was given, nobody says that the change was taken back', async t => {
	const installed = {appId: '/r', packageVersion: '1.0.0', options: null, given: null, config};
	const {made, undone, state} = await performing(running, {...toChange, installed});
	t.is(made[0]?.command, null);
	const {left, reason} = await undone();
	t.is(reason, 'the cluster did not keep the options that it had before');
	t.deepEqual(
		left.map(each => each.what),
		['the change of /r', 'the account'],
	);
	t.deepEqual(state.services, {'/r': wanted});
});
