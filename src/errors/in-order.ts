/**
 * Whether a line of the text says the one and, behind it, the other: what the pattern `one.*other` would find, which takes a time that grows
 * with the square of what somebody sends.
 */
export function saysInOrder(text: string, [one, other]: readonly [RegExp, RegExp]): boolean {
	return text.split('\n').some(line => {
		const first = one.exec(line);
		return first !== null && other.test(line.slice(first.index + first[0].length));
	});
}
