import {didYouMean} from '../errors/did-you-mean.ts';
import {UsageError} from '../errors/errors.ts';
import type {AnyCommand} from './command.ts';

export type Found =
	| {kind: 'command'; command: AnyCommand; rest: readonly string[]}
	/** A word with commands below it and nothing chosen among them: help. */
	| {kind: 'group'; words: readonly string[]; commands: readonly AnyCommand[]};

/** Follows the leading words as far as they are known. Throws a UsageError at the first that is not. */
export function findCommand(argv: readonly string[], commands: readonly AnyCommand[]): Found {
	const words: string[] = [];
	let below = commands;
	for (const [index, word] of argv.entries()) {
		if (word.startsWith('-')) break;
		const matching = below.filter(each => each.words[index] === word);
		if (matching.length === 0) throw unknownCommand(word, words, below);
		words.push(word);
		below = matching;
		const exact = below.find(each => each.words.length === words.length);
		if (exact) return {kind: 'command', command: exact, rest: argv.slice(words.length)};
	}
	const stray = argv.slice(words.length).find(word => word !== '-h' && word !== '--help');
	if (stray !== undefined)
		throw new UsageError(`"${stray}" stands before a command`, {
			hint: `${['dcos registry', ...words].join(' ')} --help`,
		});
	return {kind: 'group', words, commands: below};
}

function unknownCommand(word: string, words: readonly string[], below: readonly AnyCommand[]): UsageError {
	const next = [...new Set(below.map(each => each.words[words.length] ?? ''))];
	const line = ['dcos registry', ...words].join(' ');
	const meant = didYouMean(word, next);
	return new UsageError(`unknown command "${line} ${word}"`, {
		hint: meant ? `did you mean: ${line} ${meant}` : `${line} --help`,
	});
}
