import {UsageError} from '../errors/errors.ts';
import {meantFlag} from './meant-flag.ts';
import {type Options, optionNamed, valueName} from './option.ts';

/** What to say of a word that is neither a flag nor the value of one. No command takes such words. */
export function strayWord(stray: string, words: readonly string[], options: Options): UsageError {
	return new UsageError(`"${stray}" stands where only flags are expected`, {hint: hintFor(stray, words, options)});
}

function hintFor(stray: string, words: readonly string[], options: Options): string {
	// word processors make dashes of two hyphens
	const [name = ''] = stray.replace(/^[-–—]+/, '').split('=');
	const meant = meantFlag(name, Object.keys(options));
	if (meant !== null) return `did you mean --${meant}?`;
	return afterFlag(flagBefore(stray, words), options);
}

function flagBefore(stray: string, words: readonly string[]): string | null {
	const before = words.slice(0, words.lastIndexOf(stray)).filter(word => /^--[^=]/.test(word));
	return before.at(-1)?.replace(/^--([^=]*).*$/s, '$1') ?? null;
}

function afterFlag(name: string | null, options: Options): string {
	const option = name === null ? undefined : optionNamed(name, options);
	if (name === null || option === undefined) return 'add --help to see them';
	const value = valueName(option);
	if (value === null) return `--${name} takes no value; --${name}=false switches it off`;
	return option.kind === 'list'
		? `one value for each flag: --${name} ${value} --${name} ${value}`
		: `a value with blanks goes into quotes: --${name} '${value}'`;
}
