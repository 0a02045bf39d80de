import {pasteable} from '../errors/command-line.ts';
import {escaped} from '../errors/escaped.ts';
import type {StoreError} from '../errors/store-error.ts';
import {isAmazon} from './endpoint.ts';
import {optionFor, rightEndpoint, type Tried, type Words} from './tried.ts';

export function wrongRegion(error: StoreError, tried: Tried): Words {
	const {region, endpoint} = tried.bucket;
	const right = error.expectedRegion;
	const why = `the bucket is not in region ${region}${right === null ? '' : ` but in ${/^[\w.-]+$/.test(right) ? right : escaped(right)}`}`;
	// whatever is no name of a region goes into no address and no command
	if (right === null || !/^[A-Za-z\d][\w.-]*$/.test(right)) return {why, hint: 'name its region with --region'};
	const regional = `https://s3.${right}.amazonaws.com${endpoint.hostname.endsWith('.cn') ? '.cn' : ''}`;
	if (!isAmazon(endpoint)) return {why, hint: pasteable`add --region ${right}`};
	// then only the flag can be wrong: without it the region is read from the endpoint
	return {why, hint: regional === endpoint.origin ? 'leave --region out' : rightEndpoint(tried, regional)};
}

export function wrongStyle(_: StoreError, {bucket}: Tried): Words {
	return {
		why: `the store does not take the bucket in the ${bucket.pathStyle ? 'path' : 'host name'}`,
		hint: `--path-style ${bucket.pathStyle ? 'never' : 'always'}`,
	};
}

/** An answer that suits an object, or the service: the URL means something else than the bucket. */
export function notTheBucket(_: StoreError, tried: Tried): Words {
	const why = 'what answers there is not the bucket';
	return (
		bucketInEndpoint(tried, why) ?? {
			why: `${why}; it may be no S3 store at all`,
			hint: `check ${optionFor('endpoint', tried)}: it is the address for S3 clients, not that of a web page`,
		}
	);
}

/** null when nothing in the endpoint looks as if it belonged elsewhere. */
export function bucketInEndpoint(tried: Tried, why: string): Words | null {
	const {bucket, endpoint} = tried.bucket;
	if (endpoint.hostname.startsWith(`${bucket}.`)) {
		const host = endpoint.host.slice(bucket.length + 1);
		const hint = rightEndpoint(tried, `${endpoint.protocol}//${host}`);
		return {why: `${why}: its name is in the endpoint's host name already`, hint};
	}
	if (endpoint.pathname === '/') return null;
	return {why: `${why}: the endpoint has the path ${endpoint.pathname}`, hint: rightEndpoint(tried, endpoint.origin)};
}
