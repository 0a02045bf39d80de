import {didYouMean} from '../errors/did-you-mean.ts';
import {UsageError} from '../errors/errors.ts';
import {agentsWord, ownFlags, ownWords, topics} from './own-words.ts';
import {refuseUnprintable} from './printable.ts';

/** Its documented commands (docs 1.12 to 2.2, administering-clusters/package-registry). Only the words of a refusal need them. */
const theirWords = ['activate', 'add', 'build', 'describe', 'list', 'migrate', 'remove'];

const howToInstall = 'dcos package install package-registry --cli';

/** What to say of words that are not ours while the official plugin is not there to answer them. Throws it for some. */
export function unknownWord(words: readonly string[]): UsageError {
	for (const word of words) refuseUnprintable(word, 'a word of the command line');
	const [first = '', second = ''] = words;
	if (first === 'help') return unknownIn('dcos registry help', second, [...ownCommands, ...topics]);
	const command = words.find(word => !word.startsWith('-'));
	return command === undefined ? unknownFlag(words) : unknownIn('dcos registry', command, ownCommands);
}

const ownCommands = ownWords.filter(word => word !== agentsWord);

function unknownIn(before: string, word: string, known: readonly string[]): UsageError {
	if (theirWords.includes(word)) return notInstalled(`${before} ${word}`);
	const meant = didYouMean(word, known);
	return new UsageError(`unknown command "${before} ${word}"`, {
		hint:
			meant === null
				? `dcos registry --help; for the official plugin's commands: ${howToInstall}`
				: `did you mean: ${before} ${meant}`,
	});
}

function unknownFlag(words: readonly string[]): UsageError {
	const flag = words.find(word => !ownFlags.includes(word)) ?? '';
	const meant = didYouMean(flag, ownFlags);
	return new UsageError(`unknown flag ${flag}`, {
		hint: meant === null ? 'dcos registry --help' : `did you mean: dcos registry ${meant}`,
	});
}

function notInstalled(line: string): UsageError {
	return new UsageError(
		`"${line}" belongs to the official plugin package-registry, which is not installed for this cluster`,
		{hint: howToInstall},
	);
}
