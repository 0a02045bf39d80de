import {didYouMean} from '../errors/did-you-mean.ts';
import {UsageError} from '../errors/errors.ts';
import {howToInstall} from '../errors/how-to-install.ts';
import type {Beside} from '../official/beside.ts';
import {agentsWord, ownFlags, ownWords, topics} from './own-words.ts';
import {refuseUnprintable} from './printable.ts';

/** Its documented commands (docs 1.12 to 2.2, administering-clusters/package-registry). Only the words of a refusal need them. */
const theirWords = ['activate', 'add', 'build', 'describe', 'list', 'migrate', 'remove'];

/** What to say of words that are not ours while the official plugin is not there to answer them. Throws it for some. */
export function unknownWord(words: readonly string[], beside: Beside): UsageError {
	for (const word of words) refuseUnprintable(word, 'a word of the command line');
	const [first = '', second = ''] = words;
	if (first === 'help') return unknownIn('dcos registry help', second, [...ownCommands, ...topics], beside);
	const command = words.find(word => !word.startsWith('-'));
	return command === undefined ? unknownFlag(words) : unknownIn('dcos registry', command, ownCommands, beside);
}

const ownCommands = ownWords.filter(word => word !== agentsWord);

function unknownIn(line: string, word: string, known: readonly string[], beside: Beside): UsageError {
	const meant = theirWords.includes(word) ? null : didYouMean(word, known);
	if (meant !== null)
		return new UsageError(`unknown command "${line} ${word}"`, {hint: `did you mean: ${line} ${meant}`});
	if (beside.before !== null) return calledBefore(`${line} ${word}`, beside.before.name);
	if (theirWords.includes(word)) return notInstalled(`${line} ${word}`, beside);
	return new UsageError(`unknown command "${line} ${word}"`, {
		hint: `dcos registry --help; for the official plugin's commands: ${howToInstall}`,
	});
}

function unknownFlag(words: readonly string[]): UsageError {
	const flag = words.find(word => !ownFlags.includes(word)) ?? '';
	const meant = didYouMean(flag, ownFlags);
	return new UsageError(`unknown flag ${flag}`, {
		hint: meant === null ? 'dcos registry --help' : `did you mean: dcos registry ${meant}`,
	});
}

/** dcos did not start us then: somebody has started the executable by hand. */
function calledBefore(line: string, name: string): UsageError {
	return new UsageError(`"${line}" is not of this plugin, and dcos runs the plugin ${name} in place of this one`, {
		hint: line,
	});
}

function notInstalled(line: string, {hollow, copies}: Beside): UsageError {
	const plugin = `"${line}" belongs to the official plugin package-registry`;
	if (hollow !== null)
		return new UsageError(`${plugin}, and ${hollow} has no such command in it`, {hint: howToInstall});
	const copy = copies.length === 0 ? '' : ` (${copies.join(' and ')} is this plugin once more)`;
	return new UsageError(`${plugin}, which is not installed for this cluster${copy}`, {hint: howToInstall});
}
