import {withoutEndSlashes} from '../errors/end-slashes.ts';

/** The endpoint as the options get it: no slash at the end, no default port. Or what is wrong with it, and what was probably meant. */
export type Endpoint = {url: URL; text: string} | {fault: string; meant: string};

/** Reads the address of a store as people paste it. The bucket has its own option and must not stand in it. */
export function endpointIn(text: string, bucket: string): Endpoint {
	const url = urlIn(text);
	if (url === null) return {fault: `${shown(text)} is no http(s) URL`, meant: guessed(text)};
	const canonical = canonicalOf(url);
	if (url.username !== '' || url.password !== '') {
		return {fault: 'it must not hold a user or password; the keys come from the AWS credential file', meant: canonical};
	}
	if (url.search !== '' || url.hash !== '')
		return {fault: 'it has a ? or # and more behind its path', meant: canonical};
	return amazonFault(url, bucket) ?? {url: new URL(canonical), text: canonical};
}

/** s3.eu-west-1.amazonaws.com and its kin; their names and paths are known, so that a wrong one can be told. */
export function isAmazon({hostname}: URL): boolean {
	return /\.amazonaws\.com(?:\.cn)?$/.test(hostname);
}

/** The region in the name of an Amazon endpoint (s3.eu-west-1…, s3-us-west-2…, s3.dualstack.us-west-2…, s3-fips.us-gov-west-1…); null for none. */
export function regionIn({hostname}: URL): string | null {
	const labels = hostname.split('.').map(label => label.replace(/^s3-(?:fips-)?/, ''));
	return labels.find(label => /^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(label)) ?? null;
}

function amazonFault(url: URL, bucket: string): {fault: string; meant: string} | null {
	if (!isAmazon(url)) return null;
	if (url.hostname.startsWith(`${bucket}.s3`)) {
		const meant = `${url.protocol}//${url.host.slice(bucket.length + 1)}`;
		return {fault: `the bucket "${bucket}" stands in its host name; it has an option of its own`, meant};
	}
	if (canonicalOf(url) === url.origin) return null;
	return {fault: `Amazon's endpoints have no path, and this one has ${url.pathname}`, meant: url.origin};
}

function canonicalOf({origin, pathname}: URL): string {
	return `${origin}${withoutEndSlashes(pathname)}`;
}

function urlIn(text: string): URL | null {
	const url = URL.canParse(text) ? new URL(text) : null;
	// https://https://… is a URL too, of a host called https
	const doubled = url !== null && /^https?$/.test(url.hostname);
	return url !== null && /^https?:$/.test(url.protocol) && !doubled ? url : null;
}

/** The same with https:// in front, when that makes a URL of it; else an example. */
function guessed(text: string): string {
	const host = text.replace(/^(?:https?:)?\/*(?:https?:\/*)*/, '');
	const meant = /^\w+:\/\//.test(host) || isPrivate(text) ? null : urlIn(`https://${host}`);
	return meant === null ? 'https://s3.us-east-1.amazonaws.com' : canonicalOf(meant);
}

/** A password or a signature may stand in a URL that was pasted; then not even its beginning is shown. */
function shown(text: string): string {
	return isPrivate(text) ? 'what stands there' : `"${text}"`;
}

function isPrivate(text: string): boolean {
	return /[@?#]/.test(text);
}
