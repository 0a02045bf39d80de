import {UsageError} from '../errors/errors.ts';
import {escaped} from '../errors/escaped.ts';

/**
 * Throws a UsageError for a text with control characters or line breaks: no value has them, and printed back they would move the
 * cursor or look like words of ours.
 */
export function refuseUnprintable(text: string, where: string): void {
	if (!/[\p{Cc}\u2028\u2029]/u.test(text)) return;
	throw new UsageError(`${where} has a line break or another control character in it`, {
		hint: `it reads, with those escaped: ${escaped(text)}`,
	});
}
