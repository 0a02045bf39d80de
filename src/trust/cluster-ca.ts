import {X509Certificate} from 'node:crypto';
import {RefusedError} from '../errors/errors.ts';
import {fingerprintDigits} from './fingerprint.ts';

export type CaCertificates = {
	/** The base64 text of each certificate, without line breaks. */
	texts: readonly string[];
	/** SHA-256 of the first one, as openssl prints it. */
	fingerprint: string;
};

type Expected = {
	/** Where it comes from, for words. */
	source: string;
	/** Milliseconds since 1970. */
	now: number;
	/** The SHA-256 that one of them has to have, in hexadecimal digits; null: any. */
	wanted: string | null;
};

/** The certificates of the cluster's own CA. Throws a RefusedError when there is none, or none of an authority that is valid. */
export function caCertificates(pem: string, {source, now, wanted}: Expected): CaCertificates {
	const texts = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map(([, text = '']) =>
		text.replaceAll(/\s/g, ''),
	);
	const [first] = texts;
	const look = {hint: 'look at it: dcos security cluster ca cacert'};
	if (first === undefined) throw new RefusedError(`${source} holds no PEM certificate`, look);
	const facts = certificateFacts(first);
	if (facts === null || !facts.isAuthority)
		throw new RefusedError(`the first certificate of ${source} is not one of an authority`, look);
	if (facts.validTo <= now)
		throw new RefusedError(
			`the cluster's CA (${source}) has expired: it was valid until ${dateOf(facts.validTo)}`,
			look,
		);
	if (wanted !== null && !texts.some(text => fingerprintDigits(fingerprintOf(text) ?? '') === wanted)) {
		throw new RefusedError(
			`the cluster's CA (${source}) has the fingerprint ${facts.fingerprint}, and --ca-fingerprint is another one`,
			{hint: 'find out which of the two is wrong before any agent is made to trust one'},
		);
	}
	return {texts, fingerprint: facts.fingerprint};
}

/** null when the text is no certificate. */
export function fingerprintOf(text: string): string | null {
	return certificateFacts(text)?.fingerprint ?? null;
}

/** `validTo` in milliseconds since 1970. null when the text is no certificate. */
export function certificateFacts(text: string): {fingerprint: string; isAuthority: boolean; validTo: number} | null {
	try {
		const {ca, fingerprint256, validToDate} = new X509Certificate(Buffer.from(text, 'base64'));
		return {fingerprint: fingerprint256, isAuthority: ca, validTo: validToDate.getTime()};
	} catch {
		return null;
	}
}

function dateOf(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}
