import {closest, distance} from 'fastest-levenshtein';

/** The known word that was probably meant; null when none is near. */
export function didYouMean(word: string, known: readonly string[]): string | null {
	if (known.length === 0) return null;
	const swapped = known.find(each => isSwapped(word, each));
	if (swapped !== undefined) return swapped;
	const candidate = closest(word, [...known]);
	return distance(word, candidate) <= Math.max(1, Math.floor(candidate.length / 3)) ? candidate : null;
}

/** Whether two neighbouring letters changed places: one slip of the fingers, which counts as two for the distance. */
function isSwapped(word: string, known: string): boolean {
	if (word.length !== known.length) return false;
	const at = word.split('').findIndex((letter, index) => letter !== known[index]);
	if (at === -1) return false;
	return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}` === known;
}
