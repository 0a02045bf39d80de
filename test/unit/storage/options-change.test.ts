import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {type OptionsFile, readOptionsFile} from '../../../src/options/options-file.ts';
import {changeOptions} from '../../../src/storage/options-change.ts';
import {storageEdits} from '../../../src/storage/storage-edits.ts';
import type {Files, World} from '../../../src/world.ts';

const shape = {service: ['service']};
const volume = {backend: 'volume', containerPath: 'c', hostname: 'h'} as const;

/** What becomes of a file with this text when the volume is chosen, and what was written. */
async function changed(text: string | null, dryRun = false) {
	const written: string[] = [];
	const files = {
		read: async () => (text === null ? null : Buffer.from(text)),
		writeAtomically: async (path: string, content: string) => void written.push(path, content),
	} as unknown as Files;
	const editsFor = (current: OptionsFile) =>
		storageEdits({file: current, shape, choice: volume, serviceName: null, instances: null});
	const file = await readOptionsFile('o.json', files);
	const {optionsFile} = await changeOptions({file, shape}, {editsFor, dryRun}, {files} as World);
	return {change: optionsFile, written};
}

const chosen = '{"registry": {"mount-volume": {"container-path": "c", "pinned-hostname": "h"}}}';
const strayed = chosen.replace(/\}$/, '\n"\n}');

test('a file that is not there is created', async t => {
	const {change, written} = await changed(null);
	t.deepEqual(change, {path: 'o.json', state: 'created', removed: [], movedTo: null});
	t.is(written[0], 'o.json');
	t.deepEqual(JSON.parse(written[1] ?? ''), JSON.parse(chosen));
});

test('a file that says everything already is not written', async t => {
	const {change, written} = await changed(chosen);
	t.deepEqual(change, {path: 'o.json', state: 'unchanged', removed: [], movedTo: null});
	t.deepEqual(written, []);
});

test('what gives way is told', async t => {
	const {change} = await changed('{"registry": {"s3": {"bucket": "b"}}, "service": {"instances": 2, "mem": 1}}');
	t.deepEqual(change, {
		path: 'o.json',
		state: 'changed',
		removed: ['registry.s3', 'service.instances'],
		movedTo: null,
	});
});

test('what moves is told by where it goes, and is not told to be removed', async t => {
	const {change, written} = await changed('{"registry": {"service": {"mem": 1}}}');
	t.deepEqual(change, {path: 'o.json', state: 'changed', removed: [], movedTo: 'service'});
	t.deepEqual((JSON.parse(written[1] ?? '') as JsonObject).service, {mem: 1});
});

for (const [text, state] of [
	[null, 'created'],
	['{}', 'changed'],
	[chosen, 'unchanged'],
] as const) {
	test(`a dry run tells that the file would be ${state}, and writes nothing`, async t => {
		const {change, written} = await changed(text, true);
		t.is(change.state, state);
		t.deepEqual(written, []);
	});
}

test('a file that was repaired is written although it says everything already, and what went is told', async t => {
	const repaired = {line: 2};
	const {change, written} = await changed(strayed);
	t.deepEqual(change, {path: 'o.json', state: 'changed', repaired, removed: [], movedTo: null});
	t.deepEqual(written, ['o.json', strayed.replace('\n"\n', '\n')]);
});

test('a dry run tells what would go of a file that was repaired, and leaves it as it is', async t => {
	const {change, written} = await changed(strayed, true);
	t.like(change, {state: 'changed', repaired: {line: 2}});
	t.deepEqual(written, []);
});
