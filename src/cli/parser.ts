import yargs from 'yargs';
import {UsageError} from '../errors/errors.ts';
import type {Environment} from '../world.ts';
import {readValue} from './checks.ts';
import {withoutExcluded} from './exclusions.ts';
import {checkFlagWords} from './flag-words.ts';
import {type Option, type Options, optionNamed, type Values, valueName} from './option.ts';
import {refuseNeverSettings, settingsFor} from './settings.ts';
import {flagSource, type Source} from './source.ts';
import {strayWord} from './stray-word.ts';

/**
 * Reads the words behind a command: a flag, else the setting, else the default.
 * Throws a UsageError for anything that is not understood; yargs itself prints nothing and ends nothing.
 */
export function parse<O extends Options>(words: readonly string[], options: O, env: Environment): Values<O> {
	const flags = flagsIn(words, options);
	refuseNeverSettings(options, env);
	const unsaid = Object.entries(options).filter(([name]) => flags[name] === undefined);
	const settings = withoutExcluded({flags, settings: settingsFor(Object.fromEntries(unsaid), env)}, options);
	const values = Object.entries(options).map(([name, option]) => [
		name,
		flags[name] ?? settings[name] ?? fallback(option),
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
	if (extra !== undefined) throw strayWord(extra, words, options);
	const given = Object.entries(options).flatMap(([name, option]) => {
		const value = parsed[name] as Given | undefined;
		return value === undefined ? [] : [[name, checked(option, value, flagSource(name, option))]];
	});
	return Object.fromEntries(given);
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
		const type = yargsTypes.get(option.kind) ?? 'string';
		parser.option(name, {
			type,
			...(option.short && {alias: option.short}),
			...(type === 'string' && {requiresArg: true}),
		});
	}
	try {
		return parser.parseSync() as Record<string, unknown>;
	} catch (error) {
		throw inOurWords(error, options);
	}
}

const yargsTypes: ReadonlyMap<string, 'boolean' | 'count'> = new Map([
	['flag', 'boolean'],
	['level', 'count'],
]);

/** yargs throws for nothing else than a value that is not there. */
function inOurWords(error: unknown, options: Options): unknown {
	const message = error instanceof Error ? error.message : '';
	const [, name = ''] = /^Not enough arguments following: (\S+)$/.exec(message) ?? [];
	const option = optionNamed(name, options);
	if (option === undefined) return error;
	return new UsageError(`--${name} needs a value`, {hint: flagSource(name, option).with(valueName(option) ?? '')});
}

/** What yargs gives for one flag: a list when it was repeated, a number for how often it was. */
type Given = boolean | number | string | readonly string[];

function checked(option: Option, value: Given, source: Source): unknown {
	const all = [value].flat();
	if (option.kind === 'level') return value;
	if (option.kind === 'list') return all.flatMap(each => readValue(option, String(each), source) as string[]);
	if (all.length > 1) throw new UsageError(`${source.name} is given ${all.length} times`, {hint: 'give it once'});
	return option.kind === 'flag' ? value : readValue(option, nonEmpty(option, value, source), source);
}

function nonEmpty(option: Option, value: Given, source: Source): string {
	const text = String(value);
	if (text !== '') return text;
	throw new UsageError(`${source.name} is empty`, {hint: source.with(valueName(option) ?? '')});
}
