import stringWidth from 'string-width';

/** The text as far as it fits into so many columns of a terminal, with an ellipsis for what is left out. */
export function cutTo(columns: number, text: string): string {
	if (stringWidth(text) <= columns) return text;
	let kept = '';
	let width = 1;
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		width += stringWidth(segment);
		if (width > columns) break;
		kept += segment;
	}
	return columns < 1 ? '' : `${kept.trimEnd()}…`;
}
