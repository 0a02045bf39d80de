/** Something in a file that keeps it from being read, e.g. at offset 12 "a comma is missing". */
export type TextFault = {
	/** From 0, in characters. */
	offset: number;
	reason: string;
};

/** The text of a file; with a fault, as much of it as could be read. */
export function decoded(bytes: Buffer): {text: string; fault: TextFault | null} {
	const [first, second] = bytes;
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
		return {
			text: '',
			fault: {offset: 0, reason: `it is UTF-16, as some editors and PowerShell write files; ${advice}`},
		};
	}
	const text = utf8In(bytes);
	if (text === null) {
		const readable = utf8Before(bytes);
		const reason = `this character is not UTF-8; ${advice}`;
		return {text: readable, fault: {offset: readable.length, reason}};
	}
	const marked = text.startsWith('\uFEFF');
	return {text, fault: marked ? {offset: 0, reason: `it begins with an invisible byte order mark; ${advice}`} : null};
}

const advice = 'save it as UTF-8 without a byte order mark';

/** Where a person looks for it: both count from 1. */
export function positionAt(text: string, offset: number): {line: number; column: number} {
	const before = text.slice(0, offset).split(/\r\n|\n|\r/);
	return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1};
}

function utf8In(bytes: Buffer): string | null {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		return null;
	}
}

/** What stands before the first byte that is not UTF-8. */
function utf8Before(bytes: Buffer): string {
	// the beginnings that are whole, and those that are cut within a character, come before all that hold the fault
	let [good, bad] = [0, bytes.length];
	while (bad - good > 1) {
		const middle = (good + bad) >> 1;
		if (beginsAsUtf8(bytes.subarray(0, middle))) good = middle;
		else bad = middle;
	}
	return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes.subarray(0, good), {stream: true});
}

/** Whether more bytes could make it a whole text. */
function beginsAsUtf8(bytes: Buffer): boolean {
	try {
		new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: true});
		return true;
	} catch {
		return false;
	}
}
