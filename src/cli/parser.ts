import yargs from 'yargs';
import {didYouMean} from '../errors/did-you-mean.ts';
import {UsageError} from '../errors/errors.ts';
import type {Environment} from '../world.ts';
import {readValue} from './checks.ts';
import type {Option, Options, Values} from './option.ts';
import {settingsFor} from './settings.ts';

/**
 * Reads the words behind a command: a flag, else the setting, else the default.
 * Throws a UsageError for anything that is not understood; yargs itself prints nothing and ends nothing.
 */
export function parse<O extends Options>(words: readonly string[], options: O, env: Environment): Values<O> {
	const given = flagsIn(words, options);
	const unsaid = Object.entries(options).filter(([name]) => given[name] === undefined);
	const settings = settingsFor(Object.fromEntries(unsaid), env);
	const values = Object.entries(options).map(([name, option]) => [
		name,
		given[name] ?? settings[name] ?? fallback(option),
	]);
	return Object.fromEntries(values) as Values<O>;
}

function fallback(option: Option): unknown {
	if (option.kind === 'flag') return false;
	if (option.kind === 'level') return 0;
	if (option.kind === 'list') return [];
	return option.default ?? null;
}

function flagsIn(words: readonly string[], options: Options): Record<string, unknown> {
	checkFlagWords(words, options);
	const parsed = read(words, options);
	const [extra] = [...(parsed._ as string[]), ...((parsed['--'] as string[] | undefined) ?? [])];
	if (extra !== undefined)
		throw new UsageError(`"${extra}" stands where only flags are expected`, {hint: 'add --help to see them'});
	const given = Object.entries(options).flatMap(([name, option]) => {
		const value = parsed[name] as Given | undefined;
		return value === undefined ? [] : [[name, checked(option, value, `--${name}`)]];
	});
	return Object.fromEntries(given);
}

/** yargs takes `--dry-run=yes` for false and stumbles over names such as --constructor, so the flags are looked at first. */
function checkFlagWords(words: readonly string[], options: Options): void {
	const end = words.indexOf('--');
	for (const word of end === -1 ? words : words.slice(0, end)) {
		const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
		if (long !== undefined) checkLongFlag(long, value, options);
		else if (/^-[A-Za-z]/.test(word)) checkShortFlags(word.slice(1), options);
	}
}

function checkLongFlag(name: string, value: string | undefined, options: Options): void {
	const option = Object.hasOwn(options, name) ? options[name] : undefined;
	if (option === undefined) throw unknownFlag(name, options);
	if (value === undefined) return;
	if (option.kind === 'level') throw new UsageError(`--${name} takes no value`, {hint: 'repeat it to see more: -vv'});
	if (option.kind === 'flag') readValue(option, value, `--${name}`);
}

function checkShortFlags(letters: string, options: Options): void {
	const known = Object.values(options).map(option => option.short);
	const unknown = letters.split('').find(letter => !known.includes(letter));
	if (unknown !== undefined) throw unknownFlag(unknown, options);
}

function read(words: readonly string[], options: Options): Record<string, unknown> {
	const parser = yargs([...words])
		.locale('en')
		.help(false)
		.version(false)
		.exitProcess(false)
		.fail(false)
		.parserConfiguration({
			'dot-notation': false,
			'boolean-negation': false,
			'camel-case-expansion': false,
			'strip-aliased': true,
			'parse-numbers': false,
			'parse-positional-numbers': false,
			'greedy-arrays': false,
			'populate--': true,
		});
	for (const [name, option] of Object.entries(options)) {
		const type = yargsTypes[option.kind] ?? 'string';
		parser.option(name, {
			type,
			...(option.short && {alias: option.short}),
			...(type === 'string' && {requiresArg: true}),
		});
	}
	try {
		return parser.parseSync() as Record<string, unknown>;
	} catch (error) {
		throw new UsageError(inOurWords(error instanceof Error ? error.message : String(error)), {
			hint: 'add --help to see what it takes',
		});
	}
}

const yargsTypes: Readonly<Record<string, 'boolean' | 'count'>> = {flag: 'boolean', level: 'count'};

function inOurWords(yargsMessage: string): string {
	const [, name] = /^Not enough arguments following: (\S+)$/.exec(yargsMessage) ?? [];
	return name === undefined ? yargsMessage : `--${name} needs a value`;
}

/** What yargs gives for one flag: a list when it was repeated, a number for how often it was. */
type Given = boolean | number | string | readonly string[];

function checked(option: Option, value: Given, source: string): unknown {
	const all = [value].flat();
	if (option.kind === 'level') return value;
	if (option.kind === 'list') return all.flatMap(each => readValue(option, String(each), source) as string[]);
	if (all.length > 1) throw new UsageError(`${source} is given ${all.length} times`, {hint: 'give it once'});
	return option.kind === 'flag' ? value : readValue(option, nonEmpty(value, source), source);
}

function nonEmpty(value: Given, source: string): string {
	const text = String(value);
	if (text === '') throw new UsageError(`${source} is empty`, {hint: `give a value: ${source} …`});
	return text;
}

function unknownFlag(name: string, options: Options): UsageError {
	const flag = name.length === 1 ? `-${name}` : `--${name}`;
	const meant = didYouMean(name, Object.keys(options));
	return new UsageError(`unknown flag ${flag}`, {
		hint: meant ? `did you mean --${meant}?` : 'add --help to see the flags',
	});
}
