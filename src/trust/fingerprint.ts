/** A SHA-256 as openssl prints it, in any case, with or without its name and colons, as digits alone; null when it is none. */
export function fingerprintDigits(text: string): string | null {
	const digits = text
		.replace(/^SHA-?256[:= ]*(fingerprint=)?/i, '')
		.replaceAll(':', '')
		.toLowerCase();
	return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}
