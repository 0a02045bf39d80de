import {ownFlags, ownWords, topics} from './own-words.ts';

/**
 * Whether this plugin answers these words behind `dcos registry`. The official plugin has the same word, and the CLI calls us
 * first: what is not ours is theirs, whatever they call it now or later.
 */
export function isOurs(words: readonly string[]): boolean {
	const [first] = words;
	if (first === undefined || (first === '--' && words.length === 1)) return true;
	if (first === 'help') return isOurHelp(words.slice(1));
	if (!first.startsWith('-')) return ownWords.includes(first);
	const command = words.find(word => !word.startsWith('-'));
	return command === undefined ? words.every(word => ownFlags.includes(word)) : ownWords.includes(command);
}

function isOurHelp(of: readonly string[]): boolean {
	const named = of.find(word => !word.startsWith('-'));
	return named === undefined || ownWords.includes(named) || topics.some(topic => topic === named);
}
