import {isIP} from 'node:net';
import {domainToASCII} from 'node:url';
import {isWithin, networkIn, rangeOf} from './networks.ts';

/** A host without brackets, in lower case, and the port that is connected to. */
export type Destination = {host: string; port: string};

type Rule = (destination: Destination) => boolean;

/**
 * Whether NO_PROXY keeps this destination from the proxy, by the rules of Go, in which the CLI is written: example.com and all below
 * it, .example.com or *.example.com for what is below it only, addresses, CIDR, a port behind any but CIDR, and * for everything.
 */
export function isExempt(noProxy: string, destination: Destination): boolean {
	return rulesIn(noProxy).some(rule => rule(destination));
}

/** This machine itself: never through a proxy. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || isWithin(loopback4, host) || isWithin(loopback6, host);
}

const loopback4 = rangeOf('127.0.0.0', 8);
const loopback6 = rangeOf('::1', 128);
/** IPv4 addresses that are written as IPv6. */
const mapped = rangeOf('::ffff:0:0', 96);

function rulesIn(noProxy: string): Rule[] {
	const entries = noProxy.split(',').map(entry => entry.trim().toLowerCase());
	return entries.includes('*') ? [() => true] : entries.filter(entry => entry !== '').map(ruleOf);
}

function ruleOf(entry: string): Rule {
	const range = cidrRule(entry);
	if (range !== null) return range;
	const {host, port} = splitPort(entry);
	const names = isIP(host) === 0 ? nameRule(host) : addressRule(host);
	return destination => names(destination) && (port === '' || port === destination.port);
}

/** null for what is no CIDR. */
function cidrRule(entry: string): Rule | null {
	const found = networkIn(entry);
	if (found === null) return null;
	const {network, version, bits, range} = found;
	const ofIPv4 = version === 4 || (bits >= 96 && isWithin(mapped, network));
	return ({host}) => isIPv4(host) === ofIPv4 && isWithin(range, host);
}

/** An address with colons has its port behind brackets; without a port it stands without brackets. */
function splitPort(entry: string): Destination {
	const [, bracketed, plain, port = ''] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(entry) ?? [];
	return {host: bracketed ?? plain ?? entry, port};
}

function addressRule(address: string): Rule {
	const one = rangeOf(address, isIP(address) === 4 ? 32 : 128);
	return ({host}) => isWithin(one, host);
}

function nameRule(name: string): Rule {
	const belowOnly = /^\*?\./.test(name);
	const own = asciiName(name.replace(/^\*?\.|^/, ''));
	return ({host}) => own !== '' && isIP(host) === 0 && (host.endsWith(`.${own}`) || (!belowOnly && host === own));
}

function asciiName(name: string): string {
	return Buffer.byteLength(name) === name.length ? name : domainToASCII(name) || name;
}

function isIPv4(host: string): boolean {
	return isIP(host) === 4 || isWithin(mapped, host);
}
