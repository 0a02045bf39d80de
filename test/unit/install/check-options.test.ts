import test from 'ava';
import type {Package} from '../../../src/dcos/cosmos.ts';
import {RefusedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {notChecked, ok, problem, warning} from '../../../src/install/check.ts';
import {checkOptions, readOptions} from '../../../src/install/check-options.ts';
import {wantedOptions} from '../../../src/install/wanted-options.ts';
import {type OptionsFile, readOptionsFile} from '../../../src/options/options-file.ts';
import type {Files} from '../../../src/world.ts';
import {publishedSample} from '../../support/published-options.ts';
import {config, definition, oldDefinition} from './package.ts';

const name = 'options file';
const filesWith = (text: string | null | Error) =>
	({
		async read() {
			if (text instanceof Error) throw text;
			return text === null ? null : Buffer.from(text);
		},
	}) as unknown as Files;

const nested = '{\n  "registry": {\n    "service": {\n      "instances": 0\n    }\n  }\n}\n';

/** What is said of a file with this text, with what this run would make of its options. */
async function look(text: string | null, known: Package | null = definition) {
	const file = await readOptionsFile('o.json', filesWith(text));
	const choices = {config: known?.config ?? null, service: 'dcos-registry', accountSecret: 'a/b', instances: null};
	return checkOptions(file, {options: wantedOptions(file.value, choices), definition: known});
}

const strict = (schema: JsonObject): Package => ({...definition, config: schema});

test('a file is read, with what it says', async t => {
	const {file, unreadable} = await readOptions('o.json', filesWith('{"a": 1}'));
	t.deepEqual([file, unreadable], [{path: 'o.json', text: '{"a": 1}', value: {a: 1}}, null]);
});

test('only a file that nobody named may be missing', async t => {
	const usual = await readOptions('./registry-options.json', filesWith(null));
	t.deepEqual(usual, {file: {path: './registry-options.json', text: null, value: {}}, unreadable: null});
	const {file, unreadable} = await readOptions('o.json', filesWith(null));
	t.is(file.text, null);
	t.deepEqual(unreadable, problem(name, 'there is no options file o.json', 'name one that is there with --options'));
});

test('a file that cannot be read is a problem beside the others', async t => {
	const broken = await readOptions('o.json', filesWith('{'));
	t.deepEqual(broken.file, {path: 'o.json', text: null, value: {}});
	t.regex(broken.unreadable?.what ?? '', /^the options file o\.json is not valid JSON, line 1, column/);
	t.like(broken.unreadable, {name, result: 'problem'});
	const {unreadable} = await readOptions('o.json', filesWith(new RefusedError('could not read o.json')));
	t.deepEqual(unreadable, problem(name, 'could not read o.json', 'take another file with --options'));
});

test('a defect ends the run', async t => {
	const error = new TypeError('defect');
	t.is(await t.throwsAsync(readOptions('o.json', filesWith(error)), {any: true}), error);
});

test('options that the package takes are well', async t => {
	t.deepEqual(await look('{"service": {"instances": 2}}'), [ok(name, 'o.json suits package-registry 2.0.0')]);
	t.deepEqual(await look(null), [ok(name, 'no o.json: nothing is asked for')]);
});

test('without the package they are not judged', async t => {
	t.deepEqual(await look('{"a": 1}', null), [notChecked(name, 'o.json: the package is needed for it')]);
});

test('a fault of the options is told with its line in the file', async t => {
	t.deepEqual(await look('{\n  "service": {\n    "instances": 0\n  }\n}\n'), [
		problem(name, '/service/instances must be >= 1, it is 0 (o.json, line 3)', 'set service.instances in o.json'),
	]);
});

test('every fault is told', async t => {
	const checks = await look('{"service": {"instances": 0, "mem": "much"}, "registry": {"s3": 7}}');
	t.deepEqual(
		checks.map(({result}) => result),
		['problem', 'problem'],
	);
});

test("a fault in a file with the other version's shape is told with the line and the place that the file has", async t => {
	const [fault, moved] = await look(nested);
	t.deepEqual(
		fault,
		problem(
			name,
			'/service/instances must be >= 1, it is 0 (o.json, line 4)',
			'set registry.service.instances in o.json',
		),
	);
	t.is(
		moved?.what,
		'registry.service (o.json, line 3) is how another version of the package has it; package-registry 2.0.0 gets it as service',
	);
	t.is(moved?.result, 'warning');
});

test('a package of 1.12 has it the other way round', async t => {
	const [fault, moved] = await look('{\n  "service": {"instances": 0}\n}', oldDefinition);
	t.is(fault?.what, '/registry/service/instances must be >= 1, it is 0 (o.json, line 2)');
	t.is(fault?.hint, 'set service.instances in o.json');
	t.is(
		moved?.what,
		'service (o.json, line 2) is how another version of the package has it; package-registry 1.0.0 gets it as registry.service',
	);
	t.deepEqual(await look('{"registry": {"service": {"instances": 2}}}', oldDefinition), [
		ok(name, 'o.json suits package-registry 1.0.0'),
	]);
});

test('what is not of the service stands in one place in every version', async t => {
	const text = '{\n  "registry": {\n    "service": {"path": "x"},\n    "s3": {"path": 7}\n  }\n}';
	const [fault] = await look(text, oldDefinition);
	t.is(fault?.what, '/registry/s3/path must be string, it is 7 (o.json, line 4)');
	t.is(fault?.hint, 'set registry.s3.path in o.json');
});

test('a key too many is to be taken out, not to be set', async t => {
	const [fault] = await look('{\n  "S3": 1\n}', strict({additionalProperties: false, properties: {registry: {}}}));
	t.is(fault?.what, '/S3 must not have the key "S3", it is 1 (o.json, line 2)');
	t.is(fault?.hint, 'take S3 out of o.json');
});

test('a fault that the file has no line for is told with the file', async t => {
	const [fault] = await look(null, strict({required: ['logs']}));
	t.deepEqual(fault, problem(name, '/logs is required (o.json)', 'set logs in o.json'));
});

test('a file that says two different things of the service is a problem', async t => {
	const [fault] = await look('{"service": {"mem": 1},\n "registry": {"service": {"mem": 2}}}');
	t.deepEqual(
		fault,
		problem(
			name,
			'the options file o.json says two different things about the service: service.mem is 1 (line 1), but registry.service.mem is 2 (line 2)',
			'the package reads service: put the right value there and take registry.service.mem out',
		),
	);
});

test('a misspelt option is warned of, and what was meant is asked', async t => {
	t.deepEqual(await look('{"registry": {\n"s3": {"buckt": "b"}}}'), [
		ok(name, 'o.json suits package-registry 2.0.0'),
		warning(
			name,
			'registry.s3.buckt (o.json, line 2) is no option of the package and has no effect; did you mean registry.s3.bucket?',
		),
	]);
});

test('a misspelt option of a service in the other place is warned of at that place', async t => {
	const checks = await look('{"registry": {"service": {"men": 1}}}');
	t.deepEqual(
		checks.map(({what}) => what.replace(/ .*/, '')),
		['o.json', 'registry.service', 'service.men'],
	);
});

test('the stray quotation mark of the published sample is warned of', async t => {
	const checks = await look(publishedSample);
	t.deepEqual(checks[0], ok(name, 'o.json suits package-registry 2.0.0'));
	t.regex(checks[1]?.what ?? '', /^the options file o\.json has a stray quotation mark in line \d+/);
	t.is(checks[1]?.result, 'warning');
});

test('a schema that cannot be read here leaves the judging to Cosmos', async t => {
	const unreadable = strict({...config, properties: {service: {pattern: '('}}});
	t.deepEqual(
		(await look('{}', unreadable)).map(({result, what}) => [result, what]),
		[
			['ok', 'o.json suits package-registry 2.0.0'],
			['warning', 'the config schema of package-registry 2.0.0 cannot be read here, so only Cosmos checks the options'],
		],
	);
});

test('a package without a schema takes whatever is given', async t => {
	const file: OptionsFile = {path: 'o.json', text: '{"a": 1}', value: {a: 1}};
	t.deepEqual(checkOptions(file, {options: {a: 1}, definition: {...definition, config: null}}), [
		ok(name, 'o.json suits package-registry 2.0.0'),
	]);
});
