/** Why nothing came through the proxy, and what to do. */
export type ProxyFailure = {why: string; hint: string};

/** What went wrong between here and the proxy; null where it went wrong behind it. The proxy's password is never told. */
export function proxyFailure(code: string, message: string, proxy: URL | null): ProxyFailure | null {
	if (proxy === null) return null;
	const which = `the proxy ${proxy.protocol}//${proxy.host}`;
	const hint = 'check HTTPS_PROXY and HTTP_PROXY, or name the cluster in NO_PROXY';
	const why = unreached.get(code);
	if (why !== undefined) return {why: `${which}: ${why}`, hint};
	return code === 'ERR_PROXY_TUNNEL' ? noTunnel(which, message, hint) : null;
}

const unreached: ReadonlyMap<string, string> = new Map([
	['ECONNREFUSED', 'the connection was refused'],
	['ENOTFOUND', 'its name does not resolve'],
	['EAI_AGAIN', 'its name does not resolve'],
	['EHOSTUNREACH', 'there is no route to it'],
]);

/** Node tells what the proxy said in the first line of its answer, and in words of its own what became of the connection. */
function noTunnel(which: string, message: string, hint: string): ProxyFailure {
	const [, status, reason = ''] = /HTTP\/\d\.\d (\d{3})(?: ([^\n]*))?/.exec(message) ?? [];
	if (status === '407') {
		const how = 'put them into it: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT; or name the cluster in NO_PROXY';
		return {why: `${which} wants a user and a password, or does not take those that it got`, hint: how};
	}
	if (status !== undefined) return {why: `${which} does not let it through: ${status} ${reason}`.trimEnd(), hint};
	if (message.includes('timed out')) return {why: `${which} did not answer in time`, hint};
	return {why: `${which} is none, or ended the connection`, hint};
}
