import {isExempt, isLoopback} from '../addresses/no-proxy.ts';
import {UsageError} from '../errors/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, as the CLI chooses it; null for none. The CLI is built with Go 1.15: upper case wins over lower case, and
 * HTTP_PROXY serves https too where HTTPS_PROXY is not set. Where the CLI would go on without a proxy that it cannot read, or through
 * SOCKS, a UsageError is thrown instead. It names the variable and not its value, which may hold a password.
 */
export function proxyFor(url: URL, env: Environment): URL | null {
	const set = proxyVariable(url, env);
	if (set === null) return null;
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const port = url.port || (url.protocol === 'https:' ? '443' : '80');
	if (isLoopback(host) || isExempt(env.NO_PROXY || env.no_proxy || '', {host, port})) return null;
	return addressOf(set);
}

type Variable = {name: string; value: string};

function proxyVariable({protocol}: URL, env: Environment): Variable | null {
	const names = [...(protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy'] : []), 'HTTP_PROXY', 'http_proxy'];
	const name = names.find(each => env[each]);
	return name === undefined ? null : {name, value: env[name] ?? ''};
}

/** A value without a scheme, `host:port`, is that of an HTTP proxy. */
function addressOf({name, value}: Variable): URL {
	const address = /^[a-z][a-z\d+.-]*:\/\/[^/?#]/i.test(value) ? value : `http://${value}`;
	if (!URL.canParse(address) || !hasReadablePassword(new URL(address))) throw notUnderstood(name);
	const url = new URL(address);
	if (url.protocol === 'http:' || url.protocol === 'https:') return url;
	throw new UsageError(`${name} names a ${url.protocol.slice(0, -1)} proxy, and only http and https are supported`, {
		hint: `set ${name} to http://HOST:PORT, or name the host in NO_PROXY`,
	});
}

function hasReadablePassword({username, password}: URL): boolean {
	try {
		decodeURIComponent(username);
		decodeURIComponent(password);
		return true;
	} catch {
		return false;
	}
}

function notUnderstood(name: string): UsageError {
	return new UsageError(`${name} is not the address of a proxy`, {
		hint: `set ${name} to http://USER:PASSWORD@HOST:PORT, with / ? # % @ in a password written as %2F %3F %23 %25 %40`,
	});
}
