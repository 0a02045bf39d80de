import test from 'ava';
import {diskLines} from '../../../src/commands/disk-text.ts';
import {changeInWords, optionsInWords} from '../../../src/commands/storage-text.ts';
import type {OptionsChange} from '../../../src/storage/options-change.ts';
import type {DiskReport} from '../../../src/storage/set-disk.ts';

for (const [state, dryRun, words] of [
	['created', false, 'created'],
	['created', true, 'would be created'],
	['unchanged', false, 'unchanged'],
	['unchanged', true, 'unchanged'],
] as const) {
	test(`what is ${state} ${dryRun ? 'in a dry run ' : ''}is told as "${words}"`, t => {
		t.is(changeInWords(state, dryRun), words);
	});
}

const unchanged: OptionsChange = {path: 'o.json', state: 'unchanged', removed: [], movedTo: null};
const changed: OptionsChange = {
	path: 'o.json',
	state: 'changed',
	removed: ['registry.s3', 'service.instances'],
	movedTo: 'service',
};

test('what moved and what gave way is told below the options file, with the reason', t => {
	t.deepEqual(optionsInWords(changed, false), [
		'options   o.json changed',
		"          the service's options went to service, where this version of the package reads them",
		'          registry.s3 removed: there is exactly one storage',
		'          service.instances removed: only s3 can be shared by several',
	]);
});

test('a dry run tells what would become of it', t => {
	t.deepEqual(optionsInWords(changed, true), [
		'options   o.json would be changed',
		"          the service's options would go to service, where this version of the package reads them",
		'          registry.s3 would be removed: there is exactly one storage',
		'          service.instances would be removed: only s3 can be shared by several',
	]);
});

test('a stray quotation mark is told with its line, and a dry run leaves it there', t => {
	const mended: OptionsChange = {...changed, removed: [], movedTo: null, repaired: {line: 16}};
	t.deepEqual(optionsInWords(mended, false), [
		'options   o.json changed',
		'          line 16 removed: nothing was in it but a stray quotation mark',
	]);
	t.deepEqual(optionsInWords(mended, true), [
		'options   o.json would be changed',
		'          line 16 would be removed: nothing is in it but a stray quotation mark',
	]);
});

const report: DiskReport = {
	dryRun: false,
	service: 'r',
	storage: {backend: 'local'},
	optionsFile: {...changed, removed: [], movedTo: null},
	unusedSecret: null,
	options: {},
};

test('a storage on a disk is told with what to do next', t => {
	t.deepEqual(diskLines('local', report), [
		'storage   local',
		'options   o.json changed',
		'next      dcos registry install --options o.json',
	]);
});

test('nothing to do is said first', t => {
	t.is(
		diskLines('local', {...report, optionsFile: unchanged})[0],
		'Nothing to do: the storage is set like this already.',
	);
});

test('a secret that no option names any more is told with the way to take it out', t => {
	t.true(
		diskLines('local', {...report, unusedSecret: 'r/s3'}).includes(
			'secret    r/s3 stays; if no registry uses it: dcos security secrets delete r/s3',
		),
	);
});
