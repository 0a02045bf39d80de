export const hidden = '[redacted]';

/** Headers and fields whose values are secrets, whatever they hold. */
const secretName =
	/authorization|cookie|token|passw|secret|private[-_]?key|access[-_]?key|credential|signature|^(?:value|login|sid)$/i;
/** Names that only say where a secret is. */
const placeName = /[-_](?:path|name)$/i;

/** One line for each header, in the order that they came, secrets hidden by name. */
export function redactedHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string[] {
	return Object.entries(headers).map(([name, value]) => `${name}: ${isSecretName(name) ? hidden : String(value)}`);
}

/**
 * A body of JSON on one line, secrets hidden by the names of their fields. Of any other body only the length is told: nobody knows where
 * in it a secret is.
 */
export function redactedBody(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), redactedField) ?? '';
	} catch {
		return `[${Buffer.byteLength(text)} bytes that are not JSON]`;
	}
}

function redactedField(name: string, value: unknown): unknown {
	// whether there is one may be told, and what is below such a name is part of it
	return isSecretName(name) && value !== null && typeof value !== 'boolean' ? hidden : value;
}

/** Whether what has this name is a secret. */
export function isSecretName(name: string): boolean {
	return secretName.test(name) && !placeName.test(name);
}
