import {UsageError} from '../errors/errors.ts';
import {readValue} from './checks.ts';
import {meantFlag} from './meant-flag.ts';
import {type Option, type Options, optionNamed} from './option.ts';
import {flagSource} from './source.ts';

/**
 * Throws a UsageError for the first word that looks like a flag and is none. yargs takes `--dry-run=yes` for false, `-options`
 * for a heap of letters, and stumbles over names such as --constructor.
 */
export function checkFlagWords(words: readonly string[], options: Options): void {
	const end = words.indexOf('--');
	for (const word of end === -1 ? words : words.slice(0, end)) {
		const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
		if (long !== undefined) checkLongFlag(long, value, options);
		else if (/^-[^-]/.test(word) && !isNegative(word)) checkLetters(word, options);
	}
}

/** A negative number is the value of the flag before it, and refused as such. */
function isNegative(word: string): boolean {
	return /^-\.?\d/.test(word);
}

function checkLongFlag(name: string, value: string | undefined, options: Options): void {
	const option = optionNamed(name, options);
	if (option === undefined) throw unknownFlag(`--${name}`, name, options);
	if (value === undefined) return;
	if (option.kind === 'level') throw new UsageError(`--${name} takes no value`, {hint: 'repeat it to see more: -vv'});
	if (option.kind === 'flag') readValue(option, value, flagSource(name, option));
}

function checkLetters(word: string, options: Options): void {
	const [letters = '', ...value] = word.slice(1).split('=');
	const unknown = Array.from(letters).find(letter => flagOfLetter(letter, options) === undefined);
	if (unknown === undefined) {
		if (value.length > 0) throw valueOfLetter(letters, options);
		return;
	}
	const inWord = letters.startsWith(unknown) ? `-${letters}` : `-${unknown} in -${letters}`;
	throw unknownFlag(inWord, letters, options);
}

function valueOfLetter(letters: string, options: Options): UsageError {
	const [name] = flagOfLetter(letters.at(-1) ?? '', options) ?? [];
	return new UsageError(`-${letters} takes no value`, {
		hint: `-${letters} alone, or --${name}=false against a setting`,
	});
}

function flagOfLetter(letter: string, options: Options): [string, Option] | undefined {
	return Object.entries(options).find(([, {short}]) => short === letter);
}

function unknownFlag(shown: string, name: string, options: Options): UsageError {
	const meant = meantFlag(name, Object.keys(options));
	return new UsageError(`unknown flag ${shown}`, {
		hint: meant === null ? 'add --help to see the flags' : `did you mean --${meant}?`,
	});
}
