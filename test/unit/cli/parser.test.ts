import test from 'ava';
import {commonOptions} from '../../../src/cli/command.ts';
import {parse} from '../../../src/cli/parser.ts';
import {UsageError} from '../../../src/errors/errors.ts';

const options = {
	...commonOptions,
	bucket: {kind: 'text', describe: ''},
	type: {kind: 'text', describe: '', choices: ['all', 'public'], default: 'all'},
	agent: {kind: 'list', describe: ''},
	instances: {kind: 'count', describe: '', least: 1, most: 100},
	timeout: {kind: 'duration', describe: '', default: 900_000},
	'dry-run': {kind: 'flag', describe: '', neverFromSettings: 'it does something'},
	yes: {kind: 'flag', short: 'y', describe: '', neverFromSettings: 'it does something'},
} as const;

const nothing = {
	json: false,
	quiet: false,
	events: null,
	'no-color': false,
	verbose: 0,
	help: false,
	bucket: null,
	type: 'all',
	agent: [],
	instances: null,
	timeout: 900_000,
	'dry-run': false,
	yes: false,
};

const understood: readonly (readonly [string, Partial<Record<keyof typeof options, unknown>>])[] = [
	['', {}],
	['--bucket b', {bucket: 'b'}],
	['--bucket=b', {bucket: 'b'}],
	['--bucket=1.10', {bucket: '1.10'}],
	['--bucket 0123', {bucket: '0123'}],
	['--bucket a=b', {bucket: 'a=b'}],
	['--bucket "b"', {bucket: '"b"'}],
	['--bucket true', {bucket: 'true'}],
	['--type public', {type: 'public'}],
	['--agent a --agent b', {agent: ['a', 'b']}],
	['--agent a,b --agent=c', {agent: ['a', 'b', 'c']}],
	['--instances 3', {instances: 3}],
	['--timeout 90s', {timeout: 90_000}],
	['-y', {yes: true}],
	['-yq', {yes: true, quiet: true}],
	['-q', {quiet: true}],
	['--events - --yes', {events: '-', yes: true}],
	['--events=-', {events: '-'}],
	['--events a.jsonl', {events: 'a.jsonl'}],
	['-v', {verbose: 1}],
	['-vv', {verbose: 2}],
	['-v -v', {verbose: 2}],
	['--verbose', {verbose: 1}],
	['--no-color', {'no-color': true}],
	['--yes=true', {yes: true}],
	['--yes=false', {yes: false}],
	['--dry-run=false', {'dry-run': false}],
];

for (const [line, values] of understood) {
	test(`"${line}" is understood`, t => {
		t.deepEqual<unknown, unknown>(parse(wordsOf(line), options, {}), {...nothing, ...values});
	});
}

const refused: readonly (readonly [string, string, string?])[] = [
	['--buket b', 'unknown flag --buket', 'did you mean --bucket?'],
	['--Bucket b', 'unknown flag --Bucket', 'did you mean --bucket?'],
	['--bucket.name b', 'unknown flag --bucket.name'],
	['--nonsense', 'unknown flag --nonsense', 'add --help to see the flags'],
	['--no-yes', 'unknown flag --no-yes'],
	['--no-bucket', 'unknown flag --no-bucket'],
	['-n', 'unknown flag -n'],
	['-yn', 'unknown flag -n in -yn'],
	['--toString', 'unknown flag --toString'],
	['--constructor=x', 'unknown flag --constructor'],
	['--$0=x', 'unknown flag --$0'],
	['--bucket=', '--bucket is empty', '--bucket VALUE'],
	['--bucket', '--bucket needs a value', '--bucket VALUE'],
	['--events --yes', '--events needs a value'],
	['--bucket --yes', '--bucket needs a value'],
	['--bucket a --bucket b', '--bucket is given 2 times', 'give it once'],
	['--instances 1 --instances 1', '--instances is given 2 times'],
	['--instances 3x', '--instances takes a whole number from 1 to 100, not "3x"'],
	['--instances -5', '--instances takes a whole number from 1 to 100, not "-5"'],
	['--type none', '--type takes one of all, public, not "none"'],
	['--agent=', '--agent is empty'],
	['--agent a b', '"b" stands where only flags are expected'],
	[
		'--bucket b more',
		'"more" stands where only flags are expected',
		"a value with blanks goes into quotes: --bucket 'VALUE'",
	],
	['-- --yes', '"--yes" stands where only flags are expected'],
	['--dry-run no', '"no" stands where only flags are expected'],
	['-', '"-" stands where only flags are expected'],
];

for (const [line, message, hint] of refused) {
	test(`"${line}" is refused`, t => {
		const error = t.throws(() => parse(wordsOf(line), options, {}), {instanceOf: UsageError, message});
		if (hint !== undefined) t.is(error.hint, hint);
	});
}

for (const line of ['--dry-run=yes', '--dry-run=1', '--dry-run=', '--yes=no', '--verbose=2', '--agent=,']) {
	test(`"${line}" is refused rather than taken for something else`, t => {
		t.throws(() => parse(wordsOf(line), options, {}), {instanceOf: UsageError});
	});
}

test('a flag wins over its setting, and a setting over the default', t => {
	const env = {DCOS_REGISTRY_TYPE: 'public', DCOS_REGISTRY_AGENT: 'a,b', DCOS_REGISTRY_TIMEOUT: '1m'};
	const {type, agent, timeout} = parse(['--agent', 'c', '--timeout=2m'], options, env);
	t.deepEqual({type, agent, timeout}, {type: 'public', agent: ['c'], timeout: 120_000});
});

test('a setting that cannot be understood is no obstacle where the flag is given', t => {
	const env = {DCOS_REGISTRY_TIMEOUT: 'soon'};
	t.is(parse(['--timeout=2m'], options, env).timeout, 120_000);
	t.throws(() => parse([], options, env), {instanceOf: UsageError, message: /^DCOS_REGISTRY_TIMEOUT takes a time/});
});

test('a flag switched off on the command line wins over a setting that switches it on', t => {
	t.false(parse(['--json=false'], options, {DCOS_REGISTRY_JSON: 'true'}).json);
});

test('words in another language of the machine are no reason to answer in it', t => {
	const before = process.env.LC_ALL;
	process.env.LC_ALL = 'de_DE.UTF-8';
	t.teardown(() => {
		if (before === undefined) delete process.env.LC_ALL;
		else process.env.LC_ALL = before;
	});
	t.throws(() => parse(['--bucket'], options, {}), {message: '--bucket needs a value'});
});

function wordsOf(line: string): string[] {
	return line === '' ? [] : line.split(' ');
}
