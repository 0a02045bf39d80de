import {type Bucket, sortNames} from './buckets.ts';
import type {BucketCall, S3Answer, ServiceCall} from './s3-call.ts';
import {buildResult, type XmlElements} from './xml.ts';

/** The buckets of the sender's own account. */
export function listBuckets({buckets, permissions: {account}}: ServiceCall): S3Answer {
	const sorted = sortNames(buckets.keys()).flatMap(name => buckets.get(name) ?? []);
	const own = sorted.filter(({owner}) => owner === account);
	const body = buildResult('ListAllMyBucketsResult', {
		Owner: describeOwner(account),
		Buckets: {Bucket: own.map(describeBucket)},
	});
	return {status: 200, body};
}

/** Says that the bucket is there; its region goes into a header field of every answer to HeadBucket. */
export function headBucket(): S3Answer {
	return {status: 200, headers: {'content-type': 'application/xml'}};
}

export function getBucketLocation({bucket: {region}}: BucketCall): S3Answer {
	// The first region has no name here: S3 answers an empty element.
	return {status: 200, body: buildResult('LocationConstraint', {'#text': region === 'us-east-1' ? '' : region})};
}

export function describeOwner(owner: string): XmlElements {
	return {ID: owner, DisplayName: owner};
}

function describeBucket({name, created}: Bucket): XmlElements {
	return {Name: name, CreationDate: created.toISOString()};
}
