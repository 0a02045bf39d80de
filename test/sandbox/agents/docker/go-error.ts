const unknownAuthority = 'x509: certificate signed by unknown authority';

// Node's code for what went wrong, and the words of Go's standard library, in which Docker is written.
const words: Record<string, string> = {
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
	UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
	SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
	DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
	CERT_SIGNATURE_FAILURE: unknownAuthority,
	CERT_UNTRUSTED: unknownAuthority,
	CERT_HAS_EXPIRED: 'x509: certificate has expired or is not yet valid',
	CERT_NOT_YET_VALID: 'x509: certificate has expired or is not yet valid',
	ABORT_ERR: 'context deadline exceeded',
	ECONNRESET: 'EOF',
	ERR_SSL_WRONG_VERSION_NUMBER: 'http: server gave HTTP response to HTTPS client',
	ERR_SSL_PACKET_LENGTH_TOO_LONG: 'http: server gave HTTP response to HTTPS client',
};

/** Says an error of a connection as Docker would. */
export function goError(error: unknown, {host, address, port}: {host: string; address: string; port: number}): string {
	if (!(error instanceof Error)) return String(error);
	const code = 'code' in error ? String(error.code) : '';
	if (code === 'EPROTO' && error.message.includes('wrong version number'))
		return 'http: server gave HTTP response to HTTPS client';
	if (code === 'ECONNREFUSED') return `dial tcp ${address}:${port}: connect: connection refused`;
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongName(error, host);
	return words[code] ?? error.message;
}

function wrongName(error: object, host: string): string {
	const names = alternativeNames(error);
	if (names === '') return `x509: certificate is not valid for any names, but wanted to match ${host}`;
	return `x509: certificate is valid for ${names}, not ${host}`;
}

/** Of the refused certificate, which Node hands over with the error. */
function alternativeNames(error: object): string {
	const cert = 'cert' in error ? (error.cert as {subjectaltname?: string} | undefined) : undefined;
	return (cert?.subjectaltname ?? '').replaceAll(/\b(DNS|IP Address):/g, '');
}
