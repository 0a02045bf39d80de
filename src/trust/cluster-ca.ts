import {X509Certificate} from 'node:crypto';
import {RefusedError} from '../errors/errors.ts';

export type CaCertificates = {
	/** The base64 text of each certificate, without line breaks. */
	texts: readonly string[];
	/** SHA-256 of the first one, as openssl prints it. */
	fingerprint: string;
};

/** The certificates of the cluster's own CA. Throws a RefusedError when there is none, or none of an authority. */
export function caCertificates(pem: string, source: string): CaCertificates {
	const texts = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map(([, text = '']) =>
		text.replaceAll(/\s/g, ''),
	);
	const [first] = texts;
	if (first === undefined)
		throw new RefusedError(`${source} holds no PEM certificate`, {hint: 'look at it: dcos security cluster ca cacert'});
	const certificate = parsed(first);
	if (certificate === null || !certificate.ca) {
		throw new RefusedError(`the first certificate of ${source} is not one of an authority`, {
			hint: 'look at it: dcos security cluster ca cacert',
		});
	}
	return {texts, fingerprint: certificate.fingerprint256};
}

/** null when the text is no certificate. */
export function fingerprintOf(text: string): string | null {
	return parsed(text)?.fingerprint256 ?? null;
}

function parsed(text: string): X509Certificate | null {
	try {
		return new X509Certificate(Buffer.from(text, 'base64'));
	} catch {
		return null;
	}
}
