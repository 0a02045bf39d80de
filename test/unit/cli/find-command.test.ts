import test from 'ava';
import {command} from '../../../src/cli/command.ts';
import {findCommand} from '../../../src/cli/find-command.ts';
import {topics} from '../../../src/cli/own-words.ts';
import {UsageError} from '../../../src/errors/errors.ts';

const named = (...words: string[]) =>
	command({
		words,
		summary: '',
		description: '',
		examples: [],
		options: {},
		request: () => ({}),
		run: async () => ({}),
		lines: async () => [],
		exitCode: () => 0,
		schema: 'test/v1',
	});
const commands = [named('storage', 's3'), named('storage', 'show'), named('install')];

const found: readonly (readonly [string, string, string])[] = [
	['install', 'install', ''],
	['storage s3', 'storage s3', ''],
	['storage s3 --bucket b', 'storage s3', '--bucket b'],
	['storage s3 b', 'storage s3', 'b'],
	['install --help', 'install', '--help'],
	['install storage', 'install', 'storage'],
	['help install', 'install', '--help'],
	['help storage s3', 'storage s3', '--help'],
	['help install --help', 'install', '--help'],
	['help help install', 'install', '--help'],
];

for (const [line, words, rest] of found) {
	test(`"${line}" is the command "${words}"`, t => {
		const result = findCommand(line.split(' '), commands);
		if (result.kind !== 'command') return t.fail(`found a ${result.kind}`);
		t.is(result.command.words.join(' '), words);
		t.is(result.rest.join(' '), rest);
	});
}

const groups: readonly (readonly [string[], string, number])[] = [
	[[], '', 3],
	[['--help'], '', 3],
	[['-h'], '', 3],
	[['storage'], 'storage', 2],
	[['storage', '--help'], 'storage', 2],
	[['help'], '', 3],
	[['help', '--help'], '', 3],
	[['help', 'help'], '', 3],
	[['help', 'storage'], 'storage', 2],
];

for (const [argv, words, below] of groups) {
	test(`"${argv.join(' ')}" shows what there is below "dcos registry ${words}"`, t => {
		const result = findCommand(argv, commands);
		if (result.kind !== 'group') return t.fail(`found a ${result.kind}`);
		t.is(result.words.join(' '), words);
		t.is(result.commands.length, below);
	});
}

for (const topic of topics) {
	test(`"help ${topic}" is a topic`, t => {
		t.deepEqual(findCommand(['help', topic], commands), {kind: 'topic', topic});
		t.deepEqual(findCommand(['help', '-h', topic], commands), {kind: 'topic', topic});
	});
}

const refused: readonly (readonly [string, string, string])[] = [
	['instal', 'unknown command "dcos registry instal"', 'did you mean: dcos registry install'],
	['storage s4', 'unknown command "dcos registry storage s4"', 'did you mean: dcos registry storage s3'],
	['storage remove', 'unknown command "dcos registry storage remove"', 'dcos registry storage --help'],
	['s3', 'unknown command "dcos registry s3"', 'dcos registry --help'],
	['help storage s4', 'unknown command "dcos registry storage s4"', 'did you mean: dcos registry storage s3'],
	[
		'help install x',
		'"x" stands behind "dcos registry help install", which takes no more words',
		'dcos registry help install',
	],
	['help ssh x', '"x" stands behind "dcos registry help ssh", which takes no more words', 'dcos registry help ssh'],
	['help --json', '"--json" stands before a command', 'dcos registry --help'],
	['--json install', '"--json" stands before a command', 'dcos registry --help'],
	['storage -v s3', '"-v" stands before a command', 'dcos registry storage --help'],
	['--help install', '"install" stands before a command', 'dcos registry --help'],
];

for (const [line, message, hint] of refused) {
	test(`"${line}" is refused with the next thing to type`, t => {
		const error = t.throws(() => findCommand(line.split(' '), commands), {instanceOf: UsageError, message});
		t.is(error.hint, hint);
	});
}
