import {BlockList, type IPVersion, isIP} from 'node:net';

/** The addresses of a network. `bits` at most 32, or 128 for IPv6. */
export function rangeOf(network: string, bits: number): BlockList {
	const range = new BlockList();
	range.addSubnet(network, bits, familyOf(network));
	return range;
}

/** false for what is no IP address. */
export function isWithin(range: BlockList, host: string): boolean {
	return isIP(host) !== 0 && range.check(host, familyOf(host));
}

/** null for what is no CIDR. */
export function networkIn(text: string): {network: string; version: 4 | 6; bits: number; range: BlockList} | null {
	const [, network = '', digits = ''] = /^([^/%]+)\/(\d+)$/.exec(text) ?? [];
	const [version, bits] = [isIP(network), Number(digits)];
	if ((version !== 4 && version !== 6) || bits > (version === 4 ? 32 : 128)) return null;
	return {network, version, bits, range: rangeOf(network, bits)};
}

function familyOf(address: string): IPVersion {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
