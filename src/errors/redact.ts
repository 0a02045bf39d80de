import type {Secret} from './secret.ts';

const hidden = '[redacted]';

/** Headers and fields whose values are secrets, whatever they hold. */
const secretName =
	/authorization|cookie|token|passw|secret|private[-_]?key|access[-_]?key|credential|signature|^(?:value|login|sid)$/i;
/** Names that only say where a secret is. */
const placeName = /[-_](?:path|name)$/i;

/** One line for each header, in the order that they came, secrets hidden by name and by value. */
export function redactedHeaders(
	headers: Readonly<Record<string, string | readonly string[] | undefined>>,
	known: readonly Secret[],
): string[] {
	return Object.entries(headers).map(([name, value]) => {
		const text = isSecretName(name) ? hidden : withoutValues(String(value), known);
		return `${name}: ${text}`;
	});
}

/**
 * A body of JSON on one line, secrets hidden by the names of their fields and by value. Of any other body only the length is told:
 * nobody knows where in it a secret is.
 */
export function redactedBody(text: string, known: readonly Secret[]): string {
	try {
		const shown = JSON.stringify(JSON.parse(text), (name, value: unknown) => redactedField(name, value, known));
		return shown ?? '';
	} catch {
		return `[${Buffer.byteLength(text)} bytes that are not JSON]`;
	}
}

function redactedField(name: string, value: unknown, known: readonly Secret[]): unknown {
	// whether there is one may be told, and what is below such a name is part of it
	if (isSecretName(name) && value !== null && typeof value !== 'boolean') return hidden;
	return typeof value === 'string' ? withoutValues(value, known) : withNames(value, known);
}

/** The names of fields come from elsewhere too. */
function withNames(value: unknown, known: readonly Secret[]): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [withoutValues(name, known), each]));
}

function isSecretName(name: string): boolean {
	return secretName.test(name) && !placeName.test(name);
}

/** Hides each secret in a text where it stands as it is, escaped as in a URL, or within something in base64. */
export function withoutValues(text: string, known: readonly Secret[]): string {
	return known.reduce((shown, secret) => withoutValue(shown, secret.reveal()), text);
}

function withoutValue(text: string, value: string): string {
	if (value === '') return text;
	const plain = text.replaceAll(value, hidden);
	// each run is found whole and looked at once: an answer can be one run of megabytes
	const escaped = plain.replaceAll(/[^\s"&=?]+/g, run =>
		run.includes('%') && unescaped(run).includes(value) ? hidden : run,
	);
	const shortest = Math.max(4, Math.floor((Buffer.byteLength(value) * 4) / 3));
	return escaped.replaceAll(/[\w+/-]+={0,2}/g, run => (run.length >= shortest && isWithin(run, value) ? hidden : run));
}

function unescaped(run: string): string {
	return run.replaceAll(/(?:%[\da-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** It may begin at any of four places: what stands before it can be of the same letters. */
function isWithin(run: string, value: string): boolean {
	return [0, 1, 2, 3].some(skipped => Buffer.from(run.slice(skipped), 'base64').includes(value));
}
