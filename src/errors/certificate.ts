import {X509Certificate} from 'node:crypto';

/**
 * Whether a CA file holds a certificate in PEM; a bundle counts by its first. Node itself would take a text that holds none, and then
 * trust nobody.
 */
export function holdsCertificate(text: string): boolean {
	try {
		return text.includes('-----BEGIN CERTIFICATE-----') && new X509Certificate(text).raw.length > 0;
	} catch {
		return false;
	}
}
