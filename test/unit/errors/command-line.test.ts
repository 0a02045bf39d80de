import {spawnSync} from 'node:child_process';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {commandLine, pasteable} from '../../../src/errors/command-line.ts';
import {inOneLine} from '../../../src/errors/escaped.ts';
import {anySign} from '../../support/any-sign.ts';
import {runs} from '../../support/runs.ts';

for (const [words, line] of [
	[['dcos', 'package', 'install', '--options=/a/b_c.json', 'a@b:c+d,e%f-g.h'], null],
	[['dcos', 'My Repo'], "dcos 'My Repo'"],
	[['dcos', "it's"], `dcos 'it'\\''s'`],
	[['dcos', ''], "dcos ''"],
	[['dcos', '$HOME'], "dcos '$HOME'"],
	[['dcos', '~'], "dcos '~'"],
	[['dcos', 'Zoë'], "dcos 'Zoë'"],
	[['dcos', '=ls'], "dcos '=ls'"],
	[['dcos', "a\n'b\\"], "dcos $'a\\012\\047b\\134'"],
	[['dcos', '\u001b[2J\u202e'], "dcos $'\\033[2J\\342\\200\\256'"],
	[['dcos', 'a\u3164'], "dcos $'a\\343\\205\\244'"],
	[[], ''],
] as const) {
	test(`the words ${JSON.stringify(words)} are quoted no more than a shell needs`, t => {
		t.is(commandLine(words), line ?? words.join(' '));
	});
}

/** Lets a real shell read the line behind a command that shows each of its words; any POSIX shell where no control character is in them. */
function seenByShell(t: ExecutionContext, words: readonly string[], shell = 'bash'): string[] {
	const {status, stdout, stderr} = spawnSync(shell, ['-c', `printf '%s\\0' begin ${commandLine(words)}`]);
	t.is(status, 0, stderr.toString());
	return stdout.toString().split('\0').slice(1, -1);
}

/** Each character and word that means something to a shell. */
const tricky = [
	...Array.from('\'"\\`$!*?[]{}()<>|&;#~^=%-\n\r\t '),
	'$(touch x)',
	'$HOME',
	"'\\''",
	'-n',
	'--',
	'\\0',
	'%s',
	'&&',
	'<<EOF',
	'{a,b}',
	'~root',
	'*.ts',
	'if',
	'é',
	'👍🏽',
];

test('a shell reads every word as it was, whatever it holds', t => {
	// no argument of a program can hold a zero byte
	const text = fc.string({unit: anySign, maxLength: 12}).map(each => each.replaceAll('\0', ''));
	const mixed = fc.array(fc.oneof(fc.constantFrom(...tricky), text), {maxLength: 6}).map(parts => parts.join(''));
	fc.assert(
		// many words for each run, since each takes a process
		fc.property(fc.array(mixed, {minLength: 20, maxLength: 60}), words => {
			t.deepEqual(seenByShell(t, words), words);
			const plain = words.filter(word => inOneLine(word) === word);
			t.deepEqual(seenByShell(t, plain, 'sh'), plain);
		}),
		{numRuns: runs(30)},
	);
});

test('a shell reads each of the tricky words alone as it was', t => {
	t.deepEqual(seenByShell(t, tricky), tricky);
});

test('what a template says stands as it is, and each value is one word', t => {
	t.is(
		pasteable`chmod 600 ${'my file'}; dcos node reactivate ${'1f-S2'}`,
		"chmod 600 'my file'; dcos node reactivate 1f-S2",
	);
	t.is(pasteable`--region ${'$(id)'}`, "--region '$(id)'");
	t.is(pasteable`nothing`, 'nothing');
});

test('nothing of a command line is escaped where it is shown, which would make it another one', t => {
	fc.assert(
		fc.property(fc.array(fc.string({unit: 'binary'})), words => {
			t.is(inOneLine(commandLine(words)), commandLine(words));
		}),
	);
});
