import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {exitCodesTopic, meaningOfCodes} from '../../../src/cli/topics/exit-codes.ts';
import {neverTaken, settingsTopic} from '../../../src/cli/topics/settings.ts';
import {commands} from '../../../src/commands/index.ts';
import {type ExitCode, exitCodes, strongest} from '../../../src/errors/exit-codes.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');

test('the README and the topic give every exit code the same meaning', t => {
	const rows = [...readme.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, code, meaning = '']) => [
		Number(code),
		meaning.replaceAll('`', ''),
	]);
	t.deepEqual<unknown, unknown>(rows, meaningOfCodes);
	t.deepEqual(
		meaningOfCodes.map(([code]) => code),
		Object.values(exitCodes),
	);
});

test('the order that the topic tells is the one in which codes win', t => {
	const [, order = ''] = /in this order: ([\d, ]+)\./.exec(exitCodesTopic()) ?? [];
	const codes = order.split(', ').map(Number) as ExitCode[];
	t.is(codes.length, 7);
	for (const [index, code] of codes.entries()) t.is(strongest(codes.slice(index).toReversed()), code);
});

test('the flags that no setting sets are told as they are, in the topic and in the README', t => {
	const [, told = ''] = /have the flag:\n((?: {4}--\S+\n {8}.+\n)+)/.exec(settingsTopic(commands)) ?? [];
	const expected = neverTaken(commands).map(([name]) => name);
	t.deepEqual(told.match(/(?<=^ {4}--)\S+/gm), [...expected]);
	const [section = ''] = /## Settings[\s\S]*?(?=\n## )/.exec(readme) ?? [];
	for (const flag of expected) t.true(section.includes(`--${flag}\``), flag);
});
