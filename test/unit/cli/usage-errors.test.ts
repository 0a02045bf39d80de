import test from 'ava';
import fc from 'fast-check';
import {commonOptions} from '../../../src/cli/command.ts';
import {pairsIn} from '../../../src/cli/exclusions.ts';
import {type Option, type Options, valueName} from '../../../src/cli/option.ts';
import {settingVariables} from '../../../src/cli/settings.ts';
import {commands} from '../../../src/commands/index.ts';
import {commandLine} from '../../../src/errors/command-line.ts';
import {anySign} from '../../support/any-sign.ts';
import {golden} from '../../support/golden.ts';
import {runs} from '../../support/runs.ts';
import {type Printed, printed} from './usage.ts';

/** A value that the option does not take. */
function wrong({kind}: Option): string {
	if (kind === 'flag') return 'maybe';
	if (kind === 'list') return ' ';
	return kind === 'text' ? '' : '3x';
}

/** Words behind a command that nobody can mean. */
function slips(options: Options): string[][] {
	const all = Object.entries(options);
	const value = (name: string) => (valueName(options[name] as Option) === null ? [] : ['a']);
	const [text = ''] = all.filter(([, {kind}]) => kind === 'text').map(([name]) => name);
	return [
		[`--${text}s`, 'a'],
		[`--${text}`],
		[`--${text}`, 'a', `--${text}`, 'b'],
		[`--${text}`, 'a', 'b'],
		['-x'],
		['--', 'more'],
		...all.map(([name, option]) => [`--${name}=${wrong(option)}`]),
		...all.flatMap(([name, option]) => ('choices' in option ? [[`--${name}`, 'nothing']] : [])),
		...pairsIn(options).map(({one, other}) => [`--${one}`, ...value(one), `--${other}`, ...value(other)]),
	];
}

const lines: readonly string[][] = [
	['--jsno'],
	['--json', 'install'],
	['--version', '--info'],
	['instal'],
	['add', '--dcos-file', 'a'],
	['nonsense'],
	['help', 'exit-code'],
	['help', 'storag'],
	['help', 'storage', 's4'],
	['help', 'install', 'more'],
	['help', 'ssh', 'more'],
	['storage', 's4'],
	['storage', 'remove'],
	['storage', '-v', 's3'],
	...commands.flatMap(({words, options}) => slips(options).map(slip => [...words, ...slip])),
	...Object.entries(commonOptions).map(([name, option]) => ['install', `--${name}=${wrong(option)}`]),
	['install', '-q=false'],
	['install', '-yn'],
	['install', '–check'],
	['install', '--timeout', '5', 'minutes'],
	['install', '--instances', '-5'],
	['install', '--options', 'a\nb'],
	['install', '--service-name', 'my_registry'],
	['install', '--service-account', 'a b'],
	['install', '--bootstrap-repo', 'registry'],
	['storage', 'volume'],
	['trust-agents', '--agent', '10.0.3.7', '10.0.3.8'],
	['trust-agents', '--fingerprint', 'ab'],
	['trust-agents', '--ca-fingerprint', 'ab'],
	['trust-agents', '--option', 'Port'],
	['trust-agents', '--proxy-ip', 'me@host'],
	['trust-agents', '--user', 'a;b'],
	['trust-agents', '--batch', '101%'],
	['trust-agents', '--check', '--restart', 'always'],
	['trust-agents', '--remove', '--restart', 'always'],
	['help', '--bucket=\n', 'a'],
];

/** One line what, one line how, and nothing else. */
const twoLines = /^Error: [^\n]+\nHint: [^\n]+\n$/;

const atMostTwoLines = /^Error: [^\n]+\n(?:Hint: [^\n]+\n)?$/;

const isTold = ({exitCode, stderr}: Printed) => exitCode === 2 && twoLines.test(stderr);

test('what nobody can mean is told in two lines each, as was agreed on', async t => {
	const told: string[] = [];
	for (const words of lines) {
		const line = commandLine(['dcos', 'registry', ...words]);
		const result = await printed(words);
		t.true(isTold(result), `${line}\n${JSON.stringify(result)}`);
		told.push(`$ ${line}\n${result.stderr}`);
	}
	await golden(t, 'usage-errors', told.join('\n'));
});

test('a setting that cannot be understood is told in two lines, with how to set it right', async t => {
	for (const {words, options} of commands) {
		for (const [name, option] of Object.entries<Option>({...options, ...commonOptions})) {
			const [variable = ''] = settingVariables(name);
			// an empty setting is none
			const value = wrong(option) === '' ? 'a\nb' : wrong(option);
			const result = await printed(words, {[variable]: value});
			t.true(isTold(result) && result.stderr.includes(variable), `${variable}\n${JSON.stringify(result)}`);
		}
	}
});

test('whatever the words are, they are understood, or refused in no more than two lines', async t => {
	const flags = commands.flatMap(({options}) => Object.keys({...options, ...commonOptions}).map(name => `--${name}`));
	const word = fc.oneof(
		{weight: 4, arbitrary: fc.constantFrom(...new Set(flags))},
		{
			weight: 1,
			arbitrary: fc.constantFrom('-', '--', '---', '-v', '-vv', '-yq', '-5', '--=', '-=', '--no-', '__proto__', '$0'),
		},
		{weight: 2, arbitrary: fc.constantFrom('a', '3', '10%', '90s', 'true', 'false', 'auto', 'all', 'help', '--help')},
		{weight: 2, arbitrary: fc.string({unit: anySign, maxLength: 8})},
		{
			weight: 1,
			arbitrary: fc
				.tuple(fc.constantFrom(...flags), fc.string({unit: anySign, maxLength: 8}))
				.map(each => each.join('=')),
		},
	);
	const first = fc.constantFrom(...commands.map(({words}) => words), ['storage'], ['help'], ['help', 'storage']);
	await fc.assert(
		fc.asyncProperty(first, fc.array(word, {maxLength: 6}), async (words, others) => {
			const result = await printed([...words, ...others]);
			if (result.exitCode === 2) return atMostTwoLines.test(result.stderr);
			if (result.exitCode === 0) return result.stderr === '' && result.stdout !== '';
			// understood: the next thing would have been the cluster, or the file of the profile or the options
			return result.exitCode === 4 || result.exitCode === 6;
		}),
		{numRuns: runs(2000)},
	);
	t.pass();
});
