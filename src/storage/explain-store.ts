import {RefusedError} from '../errors/errors.ts';
import type {StoreError} from '../errors/store-error.ts';
import type {Bucket} from '../s3/object-store.ts';
import type {TryOutFailure} from './try-out.ts';

export type Tried = {bucket: Bucket; profile: string; accessKeyId: string; now: number};

type Words = {why: string; hint: string};

/** What the operator is told of a bucket that cannot be used: the cause in words, the store's own words, what to do. */
export function explainStore({action, error}: TryOutFailure, tried: Tried): RefusedError {
	const {why, hint} = wordsFor(error, tried);
	const words =
		error.status === null ? `no answer came: ${error.code}` : `the store says: ${error.code}: ${error.message}`;
	return new RefusedError(
		`could not ${action} in bucket "${tried.bucket.bucket}" at ${tried.bucket.endpoint.origin}: ${why}`,
		{
			details: [words],
			hint,
		},
	);
}

function wordsFor(error: StoreError, tried: Tried): Words {
	const explain = explanations[error.code] ?? (error.status === null ? noAnswer : otherAnswer);
	return explain(error, tried);
}

const explanations: Readonly<Record<string, (error: StoreError, tried: Tried) => Words>> = {
	NoSuchBucket: (_, {bucket}) => ({
		why: 'there is no such bucket',
		hint: `make the bucket "${bucket.bucket}" first, or name another with --bucket`,
	}),
	InvalidAccessKeyId: (_, {profile, accessKeyId}) => ({
		why: `the store does not know the access key ${accessKeyId} of profile "${profile}"`,
		hint: 'choose another profile with --profile, or mend its aws_access_key_id',
	}),
	SignatureDoesNotMatch: (_, {profile}) => ({
		why: `the secret key of profile "${profile}" is wrong`,
		hint: `mend aws_secret_access_key below [${profile}]; it must be the one that was shown when the access key was made`,
	}),
	AuthorizationHeaderMalformed: wrongRegion,
	PermanentRedirect: wrongRegion,
	IllegalLocationConstraintException: wrongRegion,
	RequestTimeTooSkewed: (error, {now}) => ({
		why: `this machine's clock is ${skew(error, now)} the store's`,
		hint: 'set the clock of this machine (and look at those of the agents)',
	}),
	AccessDenied: (_, {accessKeyId}) => ({
		why: `the access key ${accessKeyId} may not do that`,
		hint: 'its policy must allow s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload below the path',
	}),
	ENOTFOUND: (_, {bucket}) => ({
		why: `the name ${hostOf(bucket)} does not resolve`,
		hint: bucket.pathStyle ? 'check --endpoint' : 'check --endpoint, or try --path-style always',
	}),
	ECONNREFUSED: (_, {bucket}) => ({
		why: `${hostOf(bucket)} refused the connection`,
		hint: 'check the port of --endpoint',
	}),
	EPROTO: notTls,
	ERR_SSL_WRONG_VERSION_NUMBER: notTls,
	ERR_TLS_CERT_ALTNAME_INVALID: (_, {bucket}) => ({
		why: `the certificate is for another name than ${hostOf(bucket)}`,
		hint: bucket.pathStyle ? 'check the name in --endpoint' : 'try --path-style always',
	}),
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
	SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
	DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
};

function wrongRegion(error: StoreError, {bucket}: Tried): Words {
	const right = error.expectedRegion;
	return {
		why: `the bucket is not in region ${bucket.region}${right === null ? '' : ` but in ${right}`}`,
		hint: right === null ? 'name its region with --region' : `add --region ${right}`,
	};
}

function notTls(_: StoreError, {bucket}: Tried): Words {
	return {
		why: `${hostOf(bucket)} does not speak TLS on this port`,
		hint: 'check the port of --endpoint, or write http:// if the store has no TLS',
	};
}

function unknownAuthority(): Words {
	return {
		why: 'its certificate is signed by an authority that this machine does not know',
		hint: 'give the authority with --endpoint-ca FILE',
	};
}

function noAnswer(error: StoreError): Words {
	return {why: `no answer: ${error.message}`, hint: 'check --endpoint and the network on the way to it'};
}

function otherAnswer(error: StoreError): Words {
	return {why: `the store answered ${error.status}`, hint: 'look the code up in the documentation of the store'};
}

function hostOf({endpoint, bucket, pathStyle}: Bucket): string {
	return pathStyle ? endpoint.host : `${bucket}.${endpoint.host}`;
}

function skew({serverTime}: StoreError, now: number): string {
	if (serverTime === null) return 'more than 15 minutes away from';
	const minutes = Math.round(Math.abs(now - serverTime) / 60_000);
	return `${minutes} minutes ${now > serverTime ? 'ahead of' : 'behind'}`;
}
