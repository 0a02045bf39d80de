import {closest, distance} from 'fastest-levenshtein';

/** The known word that was probably meant; null when none is near. */
export function didYouMean(word: string, known: readonly string[]): string | null {
	if (known.length === 0) return null;
	const candidate = closest(word, [...known]);
	return distance(word, candidate) <= Math.max(1, Math.floor(candidate.length / 3)) ? candidate : null;
}
