import test from 'ava';
import {isOurs} from '../../../src/cli/whose.ts';

const ours = [
	'',
	'--',
	'--help',
	'-- install',
	'-h',
	'--info --version',
	'help',
	'help install add',
	'help --help',
	'help settings',
	'install',
	'install add',
	'storage no-such-word',
	'trust-agents --add',
	'--verbose install',
	'__complete-agents hostname',
];

const theirs = [
	'-- add',
	'add',
	'add install',
	'add --help',
	'--verbose add install',
	'help add',
	'help --verbose add install',
	'help topic',
	'--verbose',
	'--help --verbose',
	'Install',
	'constructor',
];

for (const [words, whose] of [
	...ours.map(each => [each, true] as const),
	...theirs.map(each => [each, false] as const),
]) {
	test(`"dcos registry ${words}" is ${whose ? 'ours' : "the official plugin's"}`, t => {
		t.is(isOurs(words.split(' ').filter(each => each !== '')), whose);
	});
}
