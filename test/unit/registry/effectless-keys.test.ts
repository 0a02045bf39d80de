import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {lineProgress} from '../../../src/output/line-log.ts';
import {warnOfUnknownKeys} from '../../../src/registry/effectless-keys.ts';

const service = {properties: {name: {type: 'string'}, instances: {type: 'integer'}}};
const s3 = {properties: {bucket: {type: 'string'}}};
const topLevel = {properties: {service, registry: {properties: {s3}}}};
const nested = {properties: {registry: {properties: {service, s3}}}};

function warnings(text: string, config: JsonObject | null): string[] {
	const lines: string[] = [];
	const file = {path: 'o.json', text, value: JSON.parse(text) as JsonObject};
	warnOfUnknownKeys(
		file,
		config,
		lineProgress(line => lines.push(line)),
	);
	return lines;
}

test('a key that the package does not know is warned of, with its line', t => {
	const [warning, ...others] = warnings('{\n  "registry": {"s3": {\n    "bukket": "b"}}\n}', topLevel);
	t.regex(warning ?? '', /^Warning: .*bukket.*line 3.*bucket/s);
	t.deepEqual(others, []);
});

const quiet: Readonly<Record<string, readonly [string, JsonObject | null]>> = {
	'keys that the package knows': ['{"service": {"name": "r"}, "registry": {"s3": {"bucket": "b"}}}', topLevel],
	'a package without a schema': ['{"anything": 1}', null],
	"the other version's place for the service, of 1.12": ['{"registry": {"service": {"instances": 2}}}', topLevel],
	"the other version's place for the service, of 1.13": ['{"service": {"instances": 2}}', nested],
};

for (const [what, [text, config]] of Object.entries(quiet)) {
	test(`nothing is said of ${what}`, t => {
		t.deepEqual(warnings(text, config), []);
	});
}

test("a misspelt key in the other version's place is warned of too", t => {
	const [warning] = warnings('{"registry": {"service": {"instanses": 2}}}', topLevel);
	t.regex(warning ?? '', /instanses/);
});
