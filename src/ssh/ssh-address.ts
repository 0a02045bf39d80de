import {isIPv6} from 'node:net';
import {escaped} from '../errors/escaped.ts';

/**
 * Whether ssh may be given this as the machine to connect to: an IP address, an IPv6 one with its zone, or a host name. ssh takes more than
 * that for one (`user@host`, `ssh://user@host:port`), and clients before 9.6 hand it unread to the shell that runs a ProxyCommand.
 */
export function isSshAddress(text: string): boolean {
	return /^[A-Za-z\d._][\w.-]{0,254}$/.test(text) || isIPv6WithZone(text);
}

/** Known to those who explain why an agent was not reached. */
export function notAnAddress(text: string): string {
	return `${escaped(text)} is neither an IP address nor a host name`;
}

function isIPv6WithZone(text: string): boolean {
	const [, address = ''] = /^([\da-f:.]+)(?:%[\w.-]{1,64})?$/i.exec(text) ?? [];
	return isIPv6(address);
}
