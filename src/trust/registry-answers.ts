/**
 * What Docker says when the registry has answered, whatever the status and the body: that nobody could have without the TLS connection,
 * whose certificate was good. These begin what Docker says; behind them stand words of the registry, which can be any.
 * From Docker 20.10.24 with 17 statuses and five bodies each (measured), and the sources of Docker 1.13 to 28.
 */
const answers: readonly RegExp[] = [
	/^error parsing HTTP \d{3} response body: /,
	/^(?:received )?unexpected (?:HTTP )?status(?: code)?\b/,
	// the codes of the registry protocol, in small letters; with several, Docker begins with a line "errors:"
	/^(?:errors:|(?:unauthorized|denied|unknown|unsupported|unavailable|toomanyrequests)(?:: |$))/,
	/^(?:name|tag|digest|size|range|manifest|blob upload) invalid(?:: |$)/,
	/^(?:name|manifest|blob|blob upload|manifest blob) unknown(?:: |$)/,
	/^manifest unverified(?:: |$)/,
	/^pull access denied\b/,
	/^manifest for \S+ not found/,
	/^repository \S+ not found/,
	/^Error: (?:image|Status \d{3})\b/,
	/^no basic auth credentials/,
	/^no matching manifest for /,
	/^missing signature key$/,
	/^missing or empty Content-Type header/,
	/^error unmarshalling content: /,
	/^unsupported (?:manifest )?(?:media ?type|schema)/i,
	/^mediaType in manifest/,
];

/** Behind `failed to resolve reference "…": `, where containerd keeps Docker's images. */
const answersOfContainerd: readonly RegExp[] = [
	/^unexpected status(?: code)? from [A-Z]+ request to https:\/\/\S+ \d{3}\b/,
	/^pull access denied\b/,
	/^failed to authorize: failed to fetch \w+ token: unexpected status/,
	/^\S+: not found$/,
];

/** Whether the registry of this name has answered. `message` is what Docker says, without the mark of its daemon. */
export function hasAnswered(message: string, registry: string): boolean {
	const containerd = /^failed to resolve reference "[^"]*": (.*)$/s.exec(message)?.[1];
	if (containerd !== undefined) return answersOfContainerd.some(each => each.test(containerd));
	const [request = '', asked = ''] = /^(?:Get|Head) "?https:\/\/([^/"]+)\/[^" ]*"?: /.exec(message) ?? [];
	if (asked !== '' && !isSame(asked, registry)) return false;
	const rest = message.slice(request.length);
	return answers.some(each => each.test(rest));
}

/** 443 is the port of a name without one. */
export function isSame(host: string, registry: string): boolean {
	const bare = (name: string) => name.replace(/:443$/, '');
	return bare(host) === bare(registry);
}
