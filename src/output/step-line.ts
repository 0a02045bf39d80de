import {stripVTControlCharacters} from 'node:util';

/** A step in one line: "Title: state; why", or the title alone. What a server said may have line ends in it, and worse. */
export function stepLine(title: string, state?: string, why?: string): string {
	const says = [state, why].filter(each => each !== undefined).join('; ');
	const line = says === '' ? title : `${title}: ${says}`;
	return stripVTControlCharacters(line).replaceAll(/[\s\p{Cc}]+/gu, ' ');
}
