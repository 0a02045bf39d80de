import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {getCACertificates} from 'node:tls';

/** Connections that are kept open and go through the proxies that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, in upper or lower case. */
export function connections(env: Readonly<Record<string, string | undefined>>): {http: HttpAgent; https: HttpsAgent} {
	// a proxy that never answers is given up after this time; nothing else ends the wait for its tunnel
	const options = {keepAlive: true, timeout: 30_000, proxyEnv: env as NodeJS.ProcessEnv};
	return {http: new HttpAgent(options), https: new HttpsAgent(options)};
}

/** The authorities that this machine trusts, PEM: Node alone takes Mozilla's list, the CLI takes the machine's. */
export function systemAuthorities(): string[] {
	return [...getCACertificates('default'), ...getCACertificates('system')];
}
