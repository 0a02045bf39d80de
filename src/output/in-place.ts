import {cutTo} from './cut-to.ts';

const toThirdColumn = '\u001B[3G';
const eraseBelow = '\u001B[J';
const wrapOff = '\u001B[?7l';
const wrapOn = '\u001B[?7h';
const toStart = '\r';

/**
 * What a spinner, its suffix text being this, shows behind its sign in one row of a terminal of so many columns.
 * The cursor goes back to the start of the row: that is where a terminal keeps it when a narrower window breaks the row in
 * two, and everything from there on is erased with the next frame. A frame that is on its way while the window gets narrower
 * does not wrap either.
 */
export function inPlace(text: string, columns: number): string {
	// ora sets two blanks around its empty text, of which the second is written over
	return `${toThirdColumn}${eraseBelow}${wrapOff}${cutTo(columns - 3, text)}${wrapOn}${toStart}`;
}
