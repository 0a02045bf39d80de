import {isIP} from 'node:net';
import {isWithin, networkIn} from '../addresses/networks.ts';
import {isExempt} from '../addresses/no-proxy.ts';

/** What an agent's `docker` is, and what of its daemon's setting bears on a proof. */
export type DockerSetting = {
	/** A program that goes by the name of docker, or a package that keeps its files elsewhere; null: neither. */
	kind: 'podman' | 'snap' | null;
	/** Whether the daemon told the rest of this; where it did not, its answer about an image proves nothing. */
	told: boolean;
	/** Registries whose certificate the daemon does not check: names of `insecure-registries`, as they stand in image names. */
	unchecked: readonly string[];
	/** Networks (CIDR) in which it checks no registry's: those of `insecure-registries`, and Docker's own 127.0.0.0/8. */
	networks: readonly string[];
	/** It goes through a proxy of its own for HTTPS. Before Go 1.16, with which Docker 20.10 began, HTTP_PROXY served HTTPS as well. */
	proxied: boolean;
	/** Its NO_PROXY; empty: none. */
	direct: string;
};

/** More than anybody writes into a file by hand: an agent can send what it likes, and each is compared with each address. */
const mostNetworks = 1000;
const mostAddresses = 50;

/** The lines in which the script tells the setting; what nobody knows is passed over. */
export function dockerSetting(lines: readonly string[], kind: DockerSetting['kind']): DockerSetting {
	const values = (verb: string) =>
		lines.filter(line => line.startsWith(`${verb} `)).map(line => line.slice(verb.length + 1).trim());
	const networks = [...new Set(values('network'))];
	return {
		kind,
		told: !lines.includes('untold') && networks.length <= mostNetworks,
		// all of them: of a registry that is not among them the daemon's answer is a proof
		unchecked: [...new Set(values('unchecked'))],
		networks: networks.slice(0, mostNetworks),
		proxied: lines.includes('proxied'),
		direct: values('direct')[0] ?? '',
	};
}

/**
 * Whether the daemon looks at the registry's certificate: not where the name is among its insecure registries, nor where one of the
 * name's addresses is in a network of them (isSecureIndex of Docker 1.10 to 28). Where the addresses are not known, any network but
 * Docker's own may be the one.
 */
export function isChecked(
	{unchecked, networks}: DockerSetting,
	{registry, addresses}: {registry: string; addresses: readonly string[]},
): boolean {
	if (unchecked.includes(registry)) return false;
	return networks.every(text => {
		const network = networkIn(text);
		if (network === null) return false;
		const isOwn = isWithin(network.range, network.version === 4 ? '127.0.0.1' : '::1') && network.bits >= 8;
		if (addresses.length === 0 || addresses.length > mostAddresses) return isOwn;
		return !addresses.some(address => isIP(address) === network.version && isWithin(network.range, address));
	});
}

/** Whether a certificate that the daemon is shown may be that of its own proxy. */
export function goesThroughProxy({proxied, direct}: DockerSetting, registry: string): boolean {
	const [host = '', port = '443'] = registry.split(':');
	return proxied && !isExempt(direct, {host, port});
}
