import test from 'ava';
import {aboutLine, info, version} from '../../src/about.ts';

const lines: readonly (readonly [string, string | undefined])[] = [
	['registry --info', info],
	['--info', info],
	['registry --version', `dcos-registry version ${version}`],
	['--version', `dcos-registry version ${version}`],
	['registry', undefined],
	['registry --info more', undefined],
	['registry install --version', undefined],
	['registry registry --info', undefined],
	['--help', undefined],
];

for (const [words, line] of lines) {
	test(`"${words}" is ${line === undefined ? 'no question about the plugin' : 'answered in one line'}`, t => {
		t.is(aboutLine(words.split(' ')), line);
	});
}

test('what dcos shows beside the command is one line', t => {
	t.regex(info, /^[^\n]+$/);
});
