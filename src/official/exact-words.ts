import {isUtf8} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {orNull} from './or-null.ts';

/**
 * The place, counted from 1, of the first word of this process that is not UTF-8; null where all are. Node has only the text of a
 * word, and would hand other bytes on. Linux only: elsewhere names are UTF-8, or UTF-16, by themselves.
 */
export function inexactWord(): number | null {
	const words = orNull(() => readFileSync('/proc/self/cmdline'));
	if (words === null || isUtf8(words)) return null;
	const all = words.toString('latin1').split('\0');
	const at = all.findIndex(word => !isUtf8(Buffer.from(word, 'latin1')));
	// the program is not counted, nor is the word that dcos puts first
	return all[1] === 'registry' ? at - 1 : at;
}
