import {hidden} from './redact.ts';

/** Hides the password in each URL, up to the last @ before the host. The example in our own words is none. */
export function withoutUrlPasswords(text: string): string {
	if (!text.includes('@')) return text;
	// from the :// on: whatever looked for the scheme would look at a run of megabytes once for each of its letters
	return text.replaceAll(
		/(:\/\/[^\s/?#@:"'<>]*:)(?!PASSWORD@)[^\s/?#"'<>]+@/g,
		(_, before: string) => `${before}${hidden}@`,
	);
}

/**
 * The password of the URL that ends a value, as written and as meant. Generous: of `http://user:a/b@proxy`, which is no URL, all between
 * the colon and the last @ is one.
 */
export function urlPasswordsIn(value: string): string[] {
	const before = value.slice(0, Math.max(0, value.lastIndexOf('@')));
	const user = /:\/\/[^:@/\s]*:/.exec(before);
	const password = user === null ? '' : before.slice(user.index + user[0].length);
	return password === '' ? [] : [password, meant(password)];
}

function meant(password: string): string {
	try {
		return decodeURIComponent(password);
	} catch {
		return password;
	}
}
