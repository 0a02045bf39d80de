import test from 'ava';
import type {Findings} from '../../../src/install/preflight.ts';
import {noAnswer, refusal} from './faults.ts';
import type {Traits} from './memory-cluster.ts';
import {healthy} from './memory-cosmos.ts';
import {config} from './package.ts';
import {findings, performing, wanted, what} from './performing-package.ts';

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
