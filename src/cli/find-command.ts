import {didYouMean} from '../errors/did-you-mean.ts';
import {UsageError} from '../errors/errors.ts';
import type {AnyCommand} from './command.ts';
import {type Topic, topics} from './own-words.ts';
import {refuseUnprintable} from './printable.ts';

export type Found =
	| {kind: 'command'; command: AnyCommand; rest: readonly string[]}
	| {kind: 'topic'; topic: Topic}
	/** A word with commands below it and nothing chosen among them: help. */
	| {kind: 'group'; words: readonly string[]; commands: readonly AnyCommand[]};

/** Follows the leading words as far as they are known. Throws a UsageError at the first that is not. */
export function findCommand(argv: readonly string[], commands: readonly AnyCommand[]): Found {
	for (const word of argv) refuseUnprintable(word, 'a word of the command line');
	if (argv[0] === 'help') return findHelp(argv.slice(1), commands);
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
	const stray = argv.slice(words.length).find(word => !isHelp(word));
	if (stray !== undefined) throw beforeCommand(stray, words);
	return {kind: 'group', words, commands: below};
}

/** `help VERB` is `VERB --help`. */
function findHelp(of: readonly string[], commands: readonly AnyCommand[]): Found {
	const [first, ...others] = of.filter(word => !isHelp(word));
	const topic = topics.find(each => each === first);
	if (topic !== undefined) {
		refuseMore(others, ['help', topic]);
		return {kind: 'topic', topic};
	}
	const found = findCommand(first === 'help' ? others : of.filter(word => !isHelp(word)), commands);
	if (found.kind !== 'command') return found;
	refuseMore(
		found.rest.filter(word => !isHelp(word)),
		['help', ...found.command.words],
	);
	return {...found, rest: ['--help']};
}

function refuseMore([stray]: readonly string[], words: readonly string[]): void {
	if (stray === undefined) return;
	const line = ['dcos registry', ...words].join(' ');
	throw new UsageError(`"${stray}" stands behind "${line}", which takes no more words`, {hint: line});
}

function isHelp(word: string): boolean {
	return word === '-h' || word === '--help';
}

function beforeCommand(stray: string, words: readonly string[]): UsageError {
	return new UsageError(`"${stray}" stands before a command`, {
		hint: `${['dcos registry', ...words].join(' ')} --help`,
	});
}

function unknownCommand(word: string, words: readonly string[], below: readonly AnyCommand[]): UsageError {
	const next = [...new Set(below.map(each => each.words[words.length] ?? ''))];
	const line = ['dcos registry', ...words].join(' ');
	const meant = didYouMean(word, next);
	return new UsageError(`unknown command "${line} ${word}"`, {
		hint: meant ? `did you mean: ${line} ${meant}` : `${line} --help`,
	});
}
