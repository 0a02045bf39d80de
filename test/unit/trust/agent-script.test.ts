import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import test from 'ava';
import fc from 'fast-check';
import {UsageError} from '../../../src/errors/errors.ts';
import {defaults} from '../../../src/trust/defaults.ts';
import {agentScript, type ScriptWishes} from '../../../src/trust/on-agent/agent-script.ts';
import {files} from '../../../src/trust/on-agent/script-files.ts';
import {proofLimit} from '../../../src/trust/on-agent/time-limits.ts';
import {anySign} from '../../support/any-sign.ts';
import {runs} from '../../support/runs.ts';
import {testWhere} from '../../support/test-where.ts';
import {posixShells} from './posix-shells.ts';
import {wishes} from './scripted-agent.ts';

const works: readonly ScriptWishes['work'][] = ['trust', 'restart', 'remove'];

/** Values that a shell would do something with, if it read them. */
const hostile = [
	"'; touch pwned; '",
	'"; touch pwned; "',
	'$(touch pwned)',
	'`touch pwned`',
	'a\ntouch pwned\n',
	"'\n",
	'\\',
	"\\'",
	'$PATH',
	'!!',
	'* ?',
	'-rf',
	'',
	' ',
	'#',
	'é\u2028',
];

function shell(words: readonly string[], input: string) {
	const [command = '', ...rest] = words;
	return spawnSync(command, rest, {input, encoding: 'utf8', cwd: tmpdir()});
}

/** Lets a shell read the settings of one script after the other and print a value of each. */
function valuesIn(words: readonly string[], values: readonly string[]): string[] {
	const scripts = values.map(value => {
		const script = agentScript({...wishes, caPath: value});
		return `${script.slice(0, script.lastIndexOf(files.basics))}printf '%s\\0' "$ca_path"\n`;
	});
	return shell([...words, '-s'], scripts.join(''))
		.stdout.split('\0')
		.slice(0, -1);
}

/** ksh93 takes `-n` for a wish for advice on speed as well: that `((…))`, which no other POSIX shell need have, is faster. */
function withoutAdvice(stderr: string): string {
	return stderr.replaceAll(/^ksh93: warning: line \d+: .* is slower than \(\(.*\n/gm, '');
}

for (const {name, words, lack} of posixShells) {
	const inShell = testWhere(test, lack);

	for (const work of works) {
		inShell(`the script that does ${work} is one that ${name} understands, whatever the values hold`, t => {
			const scripts = hostile.map(value =>
				agentScript({...wishes, work, caPath: value, registries: [value], clusterCertificates: [value]}),
			);
			const {status, stderr} = shell([...words, '-n'], scripts.join(''));
			t.is(withoutAdvice(stderr), '');
			t.is(status, 0);
		});
	}

	inShell(`${name} reads every value as it is, and runs none of it`, t => {
		t.deepEqual(valuesIn(words, hostile), hostile);
	});
}

test('any text goes through as one value', t => {
	// neither a zero byte nor half a character can be in a path
	const value = fc.string({unit: anySign}).map(text => text.replaceAll('\0', '').toWellFormed());
	fc.assert(
		fc.property(fc.array(value, {minLength: 20, maxLength: 20}), values => {
			t.deepEqual(valuesIn(['sh'], values), values);
		}),
		{numRuns: runs(10)},
	);
});

test('a value with a zero byte, which no shell can hold, is refused', t => {
	t.throws(() => agentScript({...wishes, caPath: 'a\0b'}), {instanceOf: UsageError});
});

test('the script has no sign beyond ASCII of its own, which yash reads in no locale but UTF-8', t => {
	for (const work of works) t.regex(agentScript({...wishes, work}), /^[\t\n -~]*$/);
});

test('the script ends with the only line that does anything', t => {
	for (const work of works) t.true(agentScript({...wishes, work}).endsWith('\n}\n\nmain </dev/null\n'));
});

test('of the values, those are sent that the work needs', t => {
	const names = (work: ScriptWishes['work']) =>
		[...agentScript({...wishes, work}).matchAll(/^(\w+)='/gm)].map(([, name = '']) => name);
	t.deepEqual(names('remove').slice(0, 3), ['mark', 'registries', 'change']);
	for (const needless of ['wanted', 'ca_path', 'tag', 'proof_seconds'])
		t.false(names('remove').includes(needless), needless);
	t.false(names('trust').includes('restart_seconds'));
});

test('only what the work needs is sent', t => {
	t.notRegex(agentScript({...wishes, work: 'trust'}), /systemctl|take_back/);
	t.notRegex(agentScript({...wishes, work: 'restart'}), /take_back|look_at_ca|put_all/);
	t.notRegex(agentScript({...wishes, work: 'remove'}), /systemctl|docker pull|put_all/);
});

test('the questions to Docker end before an agent is given up by default', t => {
	// two names are asked for one after the other
	t.true(2 * proofLimit * 1000 < defaults.agentTimeout);
});
