import type {StoreError} from '../errors/store-error.ts';
import type {Bucket} from '../s3/object-store.ts';
import {optionFor, type Tried, type Words} from './tried.ts';

/** Why no answer came from the store, in words. Behind a proxy it is the proxy that could not be reached. */
export function explainConnection(error: StoreError, tried: Tried): Words {
	const explain = explanations.get(error.code) ?? noAnswer;
	return explain(tried, error);
}

type Explain = (tried: Tried, error: StoreError) => Words;

const explanations: ReadonlyMap<string, Explain> = new Map<string, Explain>([
	['ENOTFOUND', unresolved],
	['EAI_AGAIN', unresolved],
	[
		'ECONNREFUSED',
		(tried, error) => ({
			why: `${there(tried, error)} refused the connection`,
			hint: proxyIn(tried, error) === null ? `check the port of ${optionFor('endpoint', tried)}` : proxyHint,
		}),
	],
	['ECONNRESET', cut],
	['ERR_HTTP_CONTENT_LENGTH_MISMATCH', cut],
	['ETIMEDOUT', slow],
	['EHOSTUNREACH', unreachable],
	['ENETUNREACH', unreachable],
	['EPROTO', notTls],
	['ERR_SSL_WRONG_VERSION_NUMBER', notTls],
	['ERR_SSL_PACKET_LENGTH_TOO_LONG', notTls],
	[
		'HPE_INVALID_CONSTANT',
		tried => ({
			why: `what answers at ${hostOf(tried.bucket)} does not speak HTTP`,
			hint: `check ${optionFor('endpoint', tried)}; a port that wants TLS needs https://`,
		}),
	],
	['ERR_PROXY_TUNNEL', noTunnel],
	['ERR_ANSWER_TOO_LONG', noStore('answers more than any store should')],
	['ERR_NO_ANSWER', noStore('changes to another protocol, or says words without end before it answers')],
	[
		'ERR_TLS_CERT_ALTNAME_INVALID',
		tried => ({
			why: `the certificate is for another name than ${hostOf(tried.bucket)}`,
			hint: tried.bucket.pathStyle ? `check the name in ${optionFor('endpoint', tried)}` : 'try --path-style always',
		}),
	],
	[
		'CERT_HAS_EXPIRED',
		() => ({
			why: 'its certificate has expired',
			hint: "ask who runs the store for a new certificate; if it is good, set this machine's clock",
		}),
	],
	['CERT_NOT_YET_VALID', () => ({why: 'its certificate is not valid yet', hint: "check this machine's clock"})],
	['CERT_SIGNATURE_FAILURE', unknownAuthority],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
	['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
	['DEPTH_ZERO_SELF_SIGNED_CERT', unknownAuthority],
	['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
]);

const proxyHint = 'check HTTPS_PROXY and HTTP_PROXY, or name the store in NO_PROXY';

function unresolved(tried: Tried, error: StoreError): Words {
	const why = `the name ${error.peer?.host ?? hostOf(tried.bucket)} does not resolve`;
	if (proxyIn(tried, error) !== null) return {why, hint: proxyHint};
	const hint = `check ${optionFor('endpoint', tried)}`;
	return {why, hint: tried.bucket.pathStyle ? hint : `${hint}, or try --path-style always`};
}

function cut({bucket}: Tried): Words {
	return {
		why: `the connection to ${hostOf(bucket)} was cut`,
		hint: 'run the same command again; if it stays so, look at what stands between here and the store',
	};
}

function slow(tried: Tried): Words {
	return {
		why: `${hostOf(tried.bucket)} did not answer in time`,
		hint: `check ${optionFor('endpoint', tried)}, the firewalls on the way to it, and HTTPS_PROXY`,
	};
}

function unreachable(tried: Tried, error: StoreError): Words {
	return {
		why: `there is no route to ${there(tried, error)}`,
		hint: `check ${optionFor('endpoint', tried)} and the network on the way to it`,
	};
}

/** Node tells what the proxy said in the first line of its answer, and in words of its own what became of the connection. */
function noTunnel(_: Tried, {message}: StoreError): Words {
	const [, status, reason = ''] = /HTTP\/\d\.\d (\d{3})(?: ([^\n]*))?/.exec(message) ?? [];
	if (status === '407') {
		const hint = 'put them into it: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT; or name the store in NO_PROXY';
		return {why: 'the proxy of HTTPS_PROXY wants a user and a password, or does not take those that it got', hint};
	}
	if (status !== undefined) {
		return {why: `the proxy of HTTPS_PROXY does not let it through: ${status} ${reason}`.trimEnd(), hint: proxyHint};
	}
	if (message.includes('timed out')) return {why: 'the proxy of HTTPS_PROXY did not answer in time', hint: proxyHint};
	return {why: 'what answers at HTTPS_PROXY is no proxy, or ended the connection', hint: proxyHint};
}

function noStore(does: string): (tried: Tried) => Words {
	return tried => ({
		why: `what answers at ${hostOf(tried.bucket)} ${does}`,
		hint: `see whether ${optionFor('endpoint', tried)} is that of the store`,
	});
}

function notTls(tried: Tried): Words {
	return {
		why: `${hostOf(tried.bucket)} does not speak TLS on this port`,
		hint: `check the port of ${optionFor('endpoint', tried)}, or write http:// if the store has no TLS`,
	};
}

function unknownAuthority({bucket}: Tried): Words {
	const given = bucket.certificateAuthority !== null;
	return {
		why: given
			? 'its certificate is signed neither by the authority that --endpoint-ca gives nor by one that this machine knows'
			: 'its certificate is signed by an authority that this machine does not know',
		hint: given ? 'give the right authority with --endpoint-ca FILE' : 'give the authority with --endpoint-ca FILE',
	};
}

function noAnswer(tried: Tried, error: StoreError): Words {
	return {why: error.message, hint: `check ${optionFor('endpoint', tried)} and the network on the way to it`};
}

function there(tried: Tried, error: StoreError): string {
	return proxyIn(tried, error) ?? hostOf(tried.bucket);
}

/** Whom the failed connection was to, when that was not the store; null when it was, or when nobody can tell. */
function proxyIn({bucket}: Tried, {peer}: StoreError): string | null {
	if (peer === null) return null;
	const {hostname, port, protocol} = bucket.endpoint;
	const storePort = Number(port) || (protocol === 'https:' ? 443 : 80);
	const other =
		peer.port === null ? peer.host !== hostname && !peer.host.endsWith(`.${hostname}`) : peer.port !== storePort;
	return other ? `the proxy at ${peer.host}${peer.port === null ? '' : `:${peer.port}`}` : null;
}

function hostOf({endpoint, bucket, pathStyle}: Bucket): string {
	return pathStyle ? endpoint.host : `${bucket}.${endpoint.host}`;
}
