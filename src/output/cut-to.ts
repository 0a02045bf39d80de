import stringWidth from 'string-width';

/** The text as far as it fits into so many columns of a terminal, with an ellipsis for what is left out. */
export function cutTo(columns: number, text: string): string {
	if (stringWidth(text) <= columns) return text;
	return columns < 1 ? '' : `${beginning(columns - 1, text).trimEnd()}…`;
}

function beginning(columns: number, text: string): string {
	// most texts are of signs that are one column wide, and asking for the width of each takes its time
	if (/^[ -~]*$/.test(text)) return text.slice(0, columns);
	let kept = '';
	let width = 0;
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		width += stringWidth(segment);
		if (width > columns) break;
		kept += segment;
	}
	return kept;
}
