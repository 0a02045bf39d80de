import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {createSecureContext, getCACertificates, type SecureContext, setDefaultCACertificates} from 'node:tls';
import {proxyFor} from './proxy-choice.ts';
import {TunnelAgent} from './tunnels.ts';

export type Agents = {http: HttpAgent; https: HttpsAgent};

type Choices = {
	/** The authorities, PEM, that a proxy is checked by which is spoken to over TLS. */
	trusted?: () => string[];
	/** Milliseconds that a proxy may take to make a tunnel. */
	patience?: number;
	/** A server is checked by this machine's authorities and this one, PEM, null for none; when absent, by what the request says. */
	authority?: string | null;
};

/**
 * Connections that are kept open and lead through the proxy that the environment has for a URL; all URLs with the same scheme and
 * proxy share them. Throws a UsageError for a proxy that is not understood.
 */
export function connections(
	env: Readonly<Record<string, string | undefined>>,
	{trusted = systemAuthorities, patience = 30_000, authority}: Choices = {},
): (url: URL) => Agents {
	const opened = new Map<string, Agents>();
	return url => {
		const proxy = proxyFor(url, env)?.href ?? '';
		const way = `${url.protocol} ${proxy}`;
		const known = opened.get(way);
		if (known !== undefined) return known;
		// the connection to such a proxy takes no authorities but those of the whole process
		if (proxy.startsWith('https:')) setDefaultCACertificates(trusted());
		const isChecked = url.protocol === 'https:' && authority !== undefined;
		const agents = agentsThrough(proxy, {
			timeout: patience,
			...(isChecked && {secureContext: machineContext(authority)}),
		});
		opened.set(way, agents);
		return agents;
	};
}

/** Empty for no proxy. Node is told the one that was chosen, and chooses no more: its rules are not those of the CLI. */
function agentsThrough(proxy: string, more: {timeout: number; secureContext?: SecureContext}): Agents {
	const proxyEnv = proxy === '' ? {} : {HTTP_PROXY: proxy, HTTPS_PROXY: proxy};
	// a proxy that never answers is given up after this time; nothing else ends the wait for its tunnel
	const options = {keepAlive: true, proxyEnv, ...more};
	const {timeout: patience, ...secure} = more;
	const https =
		proxy === '' ? new HttpsAgent(options) : new TunnelAgent(new URL(proxy), {keepAlive: true, ...secure, patience});
	return {http: new HttpAgent(options), https};
}

const contexts = new Map<string | null, SecureContext>();

/** Made once: to read the authorities of a machine takes longer than all else that a connection needs. */
function machineContext(authority: string | null): SecureContext {
	const known = contexts.get(authority);
	if (known !== undefined) return known;
	const context = createSecureContext({ca: [...systemAuthorities(), ...(authority === null ? [] : [authority])]});
	contexts.set(authority, context);
	return context;
}

/** The authorities that this machine trusts, PEM: Node alone takes Mozilla's list, the CLI takes the machine's. */
export function systemAuthorities(): string[] {
	return [...getCACertificates('default'), ...getCACertificates('system')];
}
