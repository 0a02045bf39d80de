import test from 'ava';
import fc from 'fast-check';
import {readValue} from '../../../src/cli/checks.ts';
import type {Option} from '../../../src/cli/option.ts';
import {flagSource} from '../../../src/cli/source.ts';
import {UsageError} from '../../../src/errors/errors.ts';

const describe = '';
const options = {
	flag: {kind: 'flag', describe},
	text: {kind: 'text', describe},
	choice: {kind: 'text', describe, choices: ['auto', 'always']},
	list: {kind: 'list', describe},
	level: {kind: 'level', describe},
	count: {kind: 'count', describe, least: 1, most: 100},
	duration: {kind: 'duration', describe},
	pause: {kind: 'duration', describe, least: 0},
	share: {kind: 'share', describe, least: 1, default: {amount: 1, of: 'all'}},
	borne: {kind: 'share', describe, least: 0, default: {amount: 1, of: 'all'}},
	settings: {kind: 'list', describe, separator: /,(?=[A-Za-z]+=)/},
} as const satisfies Record<string, Option>;

type Name = keyof typeof options;

const understood: readonly (readonly [Name, string, unknown])[] = [
	['flag', 'true', true],
	['flag', 'false', false],
	['text', '1.10', '1.10'],
	['text', ' as it is ', ' as it is '],
	['choice', 'always', 'always'],
	['list', 'one', ['one']],
	['list', 'one,two', ['one', 'two']],
	['list', ' one , two,', ['one', 'two']],
	['level', '2', 2],
	['count', '1', 1],
	['count', '007', 7],
	['count', '100', 100],
	['duration', '90', 90_000],
	['duration', '90s', 90_000],
	['duration', '15m', 900_000],
	['duration', '1h', 3_600_000],
	['pause', '0', 0],
	['pause', '0s', 0],
	['pause', '30', 30_000],
	['share', '3', {amount: 3, of: 'all'}],
	['share', '1', {amount: 1, of: 'all'}],
	['share', '10%', {amount: 10, of: 'hundred'}],
	['share', '100%', {amount: 100, of: 'hundred'}],
	['share', '500', {amount: 500, of: 'all'}],
	['share', '999999', {amount: 999_999, of: 'all'}],
	['borne', '0', {amount: 0, of: 'all'}],
	['borne', '0%', {amount: 0, of: 'hundred'}],
	['settings', 'Ciphers=a,b', ['Ciphers=a,b']],
	['settings', 'Port=1,Ciphers=a,b,User=me', ['Port=1', 'Ciphers=a,b', 'User=me']],
];

for (const [name, text, value] of understood) {
	test(`"${text}" is understood as a ${name}`, t => {
		t.deepEqual<unknown, unknown>(readValue(options[name], text, flagSource('flag', options[name])), value);
	});
}

const shares = (text: string) => `--flag takes a number of agents such as 3, or a share such as 10%, not "${text}"`;

const refused: readonly (readonly [Name, string, string])[] = [
	['flag', 'yes', '--flag takes true or false, not "yes"'],
	['flag', 'TRUE', '--flag takes true or false, not "TRUE"'],
	['text', '', '--flag is empty'],
	['choice', 'Always', '--flag takes one of auto, always, not "Always"'],
	['count', '0', '--flag takes a whole number from 1 to 100, not "0"'],
	['count', '101', '--flag takes a whole number from 1 to 100, not "101"'],
	['count', '3x', '--flag takes a whole number from 1 to 100, not "3x"'],
	['count', '-5', '--flag takes a whole number from 1 to 100, not "-5"'],
	['count', '1.5', '--flag takes a whole number from 1 to 100, not "1.5"'],
	['count', '1e1', '--flag takes a whole number from 1 to 100, not "1e1"'],
	['count', '0x10', '--flag takes a whole number from 1 to 100, not "0x10"'],
	['count', '٣', '--flag takes a whole number from 1 to 100, not "٣"'],
	['level', '3', '--flag takes a whole number from 0 to 2, not "3"'],
	...['0', '0%', '-1', '101%', '1.5', '10%%', '%', '', 'ten', '1 %', '1000000', '٣'].map(
		text => ['share', text, shares(text)] as const,
	),
	['borne', '-1', shares('-1')],
	['pause', '-1', '--flag takes a time such as 90s, 15m or 1h, not "-1"'],
	['pause', '', '--flag takes a time such as 90s, 15m or 1h, not ""'],
	['duration', 'soon', '--flag takes a time such as 90s, 15m or 1h, not "soon"'],
	['duration', '1d', '--flag takes a time such as 90s, 15m or 1h, not "1d"'],
	['duration', '-5s', '--flag takes a time such as 90s, 15m or 1h, not "-5s"'],
	['duration', '1.5h', '--flag takes a time such as 90s, 15m or 1h, not "1.5h"'],
];

for (const [name, text, message] of refused) {
	test(`"${text}" is refused as a ${name}`, t => {
		t.throws(() => readValue(options[name], text, flagSource('flag', options[name])), {
			instanceOf: UsageError,
			message,
		});
	});
}

for (const text of ['', ' ', ',', ' , ']) {
	test(`the list "${text}" is refused, because no name at all would choose everything`, t => {
		t.throws(() => readValue(options.list, text, flagSource('agent', options.list)), {instanceOf: UsageError});
	});
}

test('a time of 0 is refused, because it would switch the time limit off', t => {
	t.throws(() => readValue(options.duration, '0', flagSource('agent-timeout', options.duration)), {
		instanceOf: UsageError,
	});
});

test('a time that no timer can wait for is refused', t => {
	// a timer of more than 2^31-1 ms goes off at once
	t.throws(() => readValue(options.duration, '999999h', flagSource('agent-timeout', options.duration)), {
		instanceOf: UsageError,
	});
});

test('every whole number in the range is understood, and none outside', t => {
	fc.assert(
		fc.property(fc.integer({min: -1000, max: 1000}), number => {
			const read = () => readValue(options.count, String(number), flagSource('flag', options.count));
			if (number >= 1 && number <= 100) t.is(read(), number);
			else t.throws(read, {instanceOf: UsageError});
		}),
	);
});
