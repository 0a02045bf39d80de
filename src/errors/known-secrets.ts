import {isJsonObject, type Json} from './json.ts';
import {hidden, isSecretName} from './redact.ts';
import type {Secret} from './secret.ts';
import {urlPasswordsIn, withoutUrlPasswords} from './url-passwords.ts';

/** Shorter ones stand in too many words that are none. */
const shortest = 4;

/** A part of a secret, such as a line of a key, counts from here on. */
const shortestPart = 8;

/**
 * The secrets of one run, hidden in everything that leaves the process: as they are, escaped as in JSON or in a URL, or within base64.
 * Passwords in URLs are hidden whosever they are. What was told before a secret was known is not taken back.
 */
export class KnownSecrets {
	readonly #values = new Set<string>();
	#forms: Forms = formsOf([]);

	/** Also the parts of one that is a document: the lines of a key, what is assigned to a name that says so. Safe to repeat. */
	keep(secret: Secret): void {
		this.#add([secret.reveal(), ...partsOf(secret.reveal()).filter(part => part.length >= shortestPart)]);
	}

	/** For what somebody typed or set: the password of a URL at its end, also of one that is none. */
	keepUrlPasswords(text: string): void {
		this.#add(urlPasswordsIn(text));
	}

	redacted(text: string): string {
		const shown = withoutUrlPasswords(text);
		const {values, plain, base64} = this.#forms;
		return withinBase64(withinUrls(asItIs(shown, plain), values), base64);
	}

	/** The same in each text, so that the document stays one. */
	redactedJson(value: Json): Json {
		if (typeof value === 'string') return this.redacted(value);
		if (Array.isArray(value)) return value.map((each: Json) => this.redactedJson(each));
		if (!isJsonObject(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, each]) => [this.redacted(name), this.redactedJson(each)]),
		);
	}

	#add(values: readonly string[]): void {
		const before = this.#values.size;
		for (const value of values) if (value.trim().length >= shortest) this.#values.add(value);
		if (this.#values.size > before) this.#forms = formsOf([...this.#values]);
	}
}

type Forms = {
	values: readonly string[];
	/** Each value as it is and escaped as in JSON, once or twice; longer ones first, since one may begin as another does. */
	plain: readonly string[];
	/** What stands in base64 for a value, wherever it begins; each is a part of a word. */
	base64: readonly string[];
};

function formsOf(values: readonly string[]): Forms {
	const plain = values.flatMap(value => [value, inJson(value), inJson(inJson(value))]);
	const base64 = values.flatMap(value => [0, 1, 2].flatMap(before => inBase64(value, before)));
	const longerFirst = [...new Set(plain)].sort((one, other) => other.length - one.length);
	return {values, plain: longerFirst, base64: [...new Set(base64)]};
}

function asItIs(text: string, plain: readonly string[]): string {
	return plain.reduce((shown, form) => (shown.includes(form) ? shown.replaceAll(form, hidden) : shown), text);
}

function inJson(value: string): string {
	return JSON.stringify(value).slice(1, -1);
}

/** The signs that are the same whatever stands around the value, with so many bytes of a group of three before it; both alphabets. */
function inBase64(value: string, before: number): string[] {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
	const signs = bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
	return [signs, signs.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Each run is found whole and looked at once: an answer can be one run of megabytes. */
function withinUrls(text: string, values: readonly string[]): string {
	if (!/%[\da-f]{2}/i.test(text)) return text;
	return text.replaceAll(/[^\s"&=?]+/g, run => {
		if (!run.includes('%')) return run;
		const plain = unescaped(run);
		return values.some(value => plain.includes(value)) ? hidden : run;
	});
}

function unescaped(run: string): string {
	return run.replaceAll(/(?:%[\da-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
}

function withinBase64(text: string, base64: readonly string[]): string {
	if (!base64.some(signs => text.includes(signs))) return text;
	return text.replaceAll(/[\w+/-]+={0,2}/g, run => (base64.some(signs => run.includes(signs)) ? hidden : run));
}

/** The lines of a key, what stands behind a name that says so, and the same in JSON. */
function partsOf(text: string): string[] {
	const lines = text.split(/\r?\n/).map(line => line.trim());
	const key = lines.length > 2 ? lines.filter(line => /^[\w+/=]{16,}$/.test(line)) : [];
	const assigned = lines.flatMap(line => {
		const [, name = '', value = ''] = /^([\w.-]+)\s*=\s*(\S.*)$/.exec(line) ?? [];
		return isSecretName(name) && !/_id$/i.test(name) ? [value] : [];
	});
	return [...key, ...assigned, ...namedIn(parsed(text))];
}

function parsed(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return null;
	}
}

function namedIn(value: Json): string[] {
	if (!isJsonObject(value)) return Array.isArray(value) ? value.flatMap(namedIn) : [];
	return Object.entries(value).flatMap(([name, each]) =>
		isSecretName(name) && typeof each === 'string' ? [each, ...partsOf(each)] : namedIn(each),
	);
}
