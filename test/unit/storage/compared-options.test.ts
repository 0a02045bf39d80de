import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import type {OptionsShape} from '../../../src/options/shape.ts';
import {comparedOptions} from '../../../src/storage/compared-options.ts';
import {nested, topLevel} from './chosen-storage.ts';

type Side = {options: JsonObject; shape?: OptionsShape} | null;

/** Option, file, registry, and whether they differ, a line for each. */
function lines(file: Side, installed: Side): string[] {
	const given = {options: file?.options ?? {}, shape: file?.shape ?? topLevel, exists: file !== null};
	const running = installed && {options: installed.options, shape: installed.shape ?? topLevel};
	return comparedOptions(given, running).map(each =>
		[each.option, JSON.stringify(each.file), JSON.stringify(each.installed), each.differs ? 'differs' : 'same'].join(
			' ',
		),
	);
}

const bucket = {registry: {s3: {bucket: 'b'}}};
const volume = {registry: {'mount-volume': {'pinned-hostname': 'h'}}};

test('the same on both sides does not differ', t => {
	t.deepEqual(lines({options: bucket}, {options: bucket}), ['registry.s3.bucket "b" "b" same']);
});

test('another value differs', t => {
	const other = {registry: {s3: {bucket: 'c'}}};
	t.deepEqual(lines({options: bucket}, {options: other}), ['registry.s3.bucket "b" "c" differs']);
});

test('what only the file says differs', t => {
	t.deepEqual(lines({options: bucket}, {options: {}}), ['registry.s3.bucket "b" null differs']);
});

test('where no registry runs nothing differs', t => {
	t.deepEqual(lines({options: bucket}, null), ['registry.s3.bucket "b" null same']);
});

test('a default that only the registry has is shown, and does not differ', t => {
	const defaults = {service: {name: 'r', instances: 1}, registry: {s3: {'credential-profile-name': 'default'}}};
	t.deepEqual(lines({options: {}}, {options: defaults}), [
		'registry.s3.credential-profile-name null "default" same',
		'service.name null "r" same',
		'service.instances null 1 same',
	]);
});

test('options of neither storage nor account are shown only where the file has them', t => {
	const options = {registry: {log: 'debug', tags: [1]}, service: {mem: 1}};
	const defaults = {registry: {log: 'info', tags: [1], more: 1}, service: {mem: 2, cpus: 1}};
	t.deepEqual(lines({options}, {options: defaults}), [
		'registry.log "debug" "info" differs',
		'registry.tags [1] [1] same',
		'service.mem 1 2 differs',
	]);
});

test('the empty texts with which packages fill the other storage are none', t => {
	const filled = {registry: {s3: {bucket: 'b'}, 'mount-volume': {'pinned-hostname': '', 'container-path': ''}}};
	t.deepEqual(lines({options: bucket}, {options: filled}), ['registry.s3.bucket "b" "b" same']);
});

test('with another storage every option of either differs', t => {
	t.deepEqual(lines({options: volume}, {options: bucket}), [
		'registry.s3.bucket null "b" differs',
		'registry.mount-volume.pinned-hostname "h" null differs',
	]);
});

test('a file that is not there chooses nothing, so nothing differs', t => {
	t.deepEqual(lines(null, {options: bucket}), ['registry.s3.bucket null "b" same']);
});

test('the service is compared wherever either has it, under the name that the file gives it', t => {
	const file = {options: {registry: {service: {name: 'r', instances: 2, mem: 1}}}, shape: nested};
	const installed = {options: {service: {name: 'r', instances: 3, mem: 1}}};
	t.deepEqual(lines(file, installed), [
		'registry.service.name "r" "r" same',
		'registry.service.instances 2 3 differs',
		'registry.service.mem 1 1 same',
	]);
});

test("the service account's secret is compared", t => {
	const named = (path: string) => ({options: {registry: {'service-account-secret-path': path}}});
	t.deepEqual(lines(named('a'), named('b')), ['registry.service-account-secret-path "a" "b" differs']);
});
