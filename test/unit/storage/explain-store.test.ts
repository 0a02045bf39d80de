import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {StoreError} from '../../../src/errors/store-error.ts';
import type {Bucket} from '../../../src/s3/object-store.ts';
import {explainStore} from '../../../src/storage/explain-store.ts';

const minutes = 60_000;
const now = 1_700_000_000_000;
const inPath: Bucket = {
	endpoint: new URL('https://store:9000'),
	region: 'us-east-1',
	bucket: 'b',
	pathStyle: true,
	certificateAuthority: null,
};
const inHost = {...inPath, pathStyle: false};

type Failure = {code: string; region?: string; time?: number; bucket?: Bucket};

function explained({code, region, time, bucket = inPath}: Failure): RefusedError {
	const answered = !/^[A-Z_]+$/.test(code);
	const answer = {code, status: answered ? 403 : null, expectedRegion: region ?? null, serverTime: time ?? null};
	const error = new StoreError('the words', answer);
	return explainStore({action: 'put', error}, {bucket, profile: 'dev', accessKeyId: 'AKIA1', now});
}

/** Failure, why it happened, and a part of what to do. */
const table: readonly (readonly [Failure, string, RegExp])[] = [
	[{code: 'NoSuchBucket'}, 'there is no such bucket', /make the bucket "b" first/],
	[{code: 'InvalidAccessKeyId'}, 'the store does not know the access key AKIA1 of profile "dev"', /--profile/],
	[
		{code: 'SignatureDoesNotMatch'},
		'the secret key of profile "dev" is wrong',
		/mend aws_secret_access_key below \[dev]/,
	],
	[
		{code: 'AuthorizationHeaderMalformed', region: 'eu-west-1'},
		'the bucket is not in region us-east-1 but in eu-west-1',
		/^add --region eu-west-1$/,
	],
	[{code: 'PermanentRedirect'}, 'the bucket is not in region us-east-1', /with --region$/],
	[{code: 'IllegalLocationConstraintException'}, 'the bucket is not in region us-east-1', /with --region$/],
	[
		{code: 'RequestTimeTooSkewed', time: now - 20 * minutes},
		"this machine's clock is 20 minutes ahead of the store's",
		/^set the clock/,
	],
	[
		{code: 'RequestTimeTooSkewed', time: now + 90 * minutes},
		"this machine's clock is 90 minutes behind the store's",
		/^set the clock/,
	],
	[
		{code: 'RequestTimeTooSkewed'},
		"this machine's clock is more than 15 minutes away from the store's",
		/^set the clock/,
	],
	[{code: 'AccessDenied'}, 'the access key AKIA1 may not do that', /s3:ListBucket.*s3:AbortMultipartUpload/],
	[{code: 'ENOTFOUND'}, 'the name store:9000 does not resolve', /^check --endpoint$/],
	[{code: 'ENOTFOUND', bucket: inHost}, 'the name b.store:9000 does not resolve', /try --path-style always$/],
	[{code: 'ECONNREFUSED'}, 'store:9000 refused the connection', /port/],
	[{code: 'EPROTO'}, 'store:9000 does not speak TLS on this port', /http:\/\//],
	[{code: 'ERR_SSL_WRONG_VERSION_NUMBER'}, 'store:9000 does not speak TLS on this port', /http:\/\//],
	[{code: 'ERR_TLS_CERT_ALTNAME_INVALID'}, 'the certificate is for another name than store:9000', /--endpoint/],
	[
		{code: 'ERR_TLS_CERT_ALTNAME_INVALID', bucket: inHost},
		'the certificate is for another name than b.store:9000',
		/--path-style always/,
	],
	...[
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	].map(
		code =>
			[
				{code},
				'its certificate is signed by an authority that this machine does not know',
				/--endpoint-ca FILE/,
			] as const,
	),
	[{code: 'ETIMEDOUT'}, 'no answer: the words', /network/],
	[{code: 'SlowDown'}, 'the store answered 403', /documentation of the store/],
];

for (const [failure, why, hint] of table) {
	const title = [failure.code, failure.region, failure.time && (failure.time > now ? 'behind' : 'ahead')];
	test(`${title.filter(Boolean).join(' ')}${failure.bucket ? ' in the host name' : ''} means: ${why}`, t => {
		const error = explained(failure);
		t.true(error instanceof RefusedError);
		t.is(error.message, `could not put in bucket "b" at https://store:9000: ${why}`);
		t.regex(error.hint ?? '', hint);
	});
}

test("the store's own code and words are kept", t => {
	t.deepEqual(explained({code: 'AccessDenied'}).details, ['the store says: AccessDenied: the words']);
});

test('where no store answered, only the code is told', t => {
	t.deepEqual(explained({code: 'ECONNREFUSED'}).details, ['no answer came: ECONNREFUSED']);
});
