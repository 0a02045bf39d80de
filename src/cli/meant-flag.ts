import {didYouMean} from '../errors/did-you-mean.ts';

/** The flag that was probably meant: one that is spelt almost so, or the only one that has the word as a part; null for none. */
export function meantFlag(name: string, known: readonly string[]): string | null {
	const word = name.toLowerCase();
	const near = didYouMean(word, known);
	// two letters are the beginning of too much
	if (near !== null || word.length < 3) return near;
	return onlyOne(known.filter(flag => flag.startsWith(word))) ?? onlyOne(known.filter(flag => hasPart(flag, word)));
}

/** `fingerprint` for ca-fingerprint. */
function hasPart(flag: string, word: string): boolean {
	return flag.split('-').includes(word);
}

function onlyOne(found: readonly string[]): string | null {
	return found.length === 1 ? (found[0] ?? null) : null;
}
