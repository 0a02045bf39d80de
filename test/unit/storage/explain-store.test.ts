import test from 'ava';
import {bucketAt, explained, now, whyOf} from './store-failure.ts';

const minutes = 60_000;
const amazon = bucketAt('https://s3.us-east-1.amazonaws.com', {pathStyle: false});
const china = bucketAt('https://s3.cn-north-1.amazonaws.com.cn', {region: 'cn-north-1'});

/** Failure, why it happened, and what to do. */
const table: readonly (readonly [Parameters<typeof explained>[0], string, string])[] = [
	[{code: 'NoSuchBucket'}, 'there is no such bucket', 'make the bucket "b" first, or name another with --bucket'],
	[
		{code: 'InvalidAccessKeyId'},
		'the store does not know the access key AKIA… of profile "dev"',
		'choose another profile with --profile, or mend its aws_access_key_id',
	],
	[
		{code: 'SignatureDoesNotMatch'},
		'the secret key of profile "dev" is wrong',
		'mend aws_secret_access_key below [dev]; it must be the one that was shown when the access key was made',
	],
	[
		{code: 'AuthorizationHeaderMalformed', expectedRegion: 'eu-west-1'},
		'the bucket is not in region us-east-1 but in eu-west-1',
		'add --region eu-west-1',
	],
	[
		{code: 'AuthorizationHeaderMalformed', expectedRegion: '$(id)'},
		'the bucket is not in region us-east-1 but in "$(id)"',
		'name its region with --region',
	],
	[
		{code: 'PermanentRedirect', expectedRegion: 'x.evil.example/?', bucket: amazon},
		'the bucket is not in region us-east-1 but in "x.evil.example/?"',
		'name its region with --region',
	],
	[
		{code: 'PermanentRedirect', expectedRegion: '--yes', bucket: amazon},
		'the bucket is not in region us-east-1 but in --yes',
		'name its region with --region',
	],
	[
		{code: 'PermanentRedirect', expectedRegion: 'eu-west-1', bucket: amazon},
		'the bucket is not in region us-east-1 but in eu-west-1',
		'--endpoint https://s3.eu-west-1.amazonaws.com',
	],
	[
		{code: 'PermanentRedirect', expectedRegion: 'cn-northwest-1', bucket: china},
		'the bucket is not in region cn-north-1 but in cn-northwest-1',
		'--endpoint https://s3.cn-northwest-1.amazonaws.com.cn',
	],
	[{code: 'PermanentRedirect'}, 'the bucket is not in region us-east-1', 'name its region with --region'],
	[
		{code: 'IllegalLocationConstraintException'},
		'the bucket is not in region us-east-1',
		'name its region with --region',
	],
	[
		{code: 'RequestTimeTooSkewed', serverTime: now - 20 * minutes},
		"this machine's clock is 20 minutes ahead of the store's",
		'set the clock of this machine (and look at those of the agents)',
	],
	[
		{code: 'RequestTimeTooSkewed', serverTime: now + 90 * minutes},
		"this machine's clock is 90 minutes behind the store's",
		'set the clock of this machine (and look at those of the agents)',
	],
	[
		{code: 'RequestTimeTooSkewed'},
		"this machine's clock is more than 15 minutes away from the store's",
		'set the clock of this machine (and look at those of the agents)',
	],
	[{code: 'SecondLevelDomainForbidden'}, 'the store does not take the bucket in the path', '--path-style never'],
	[
		{code: 'VirtualHostDomainRequired', bucket: bucketAt('https://store', {pathStyle: false})},
		'the store does not take the bucket in the host name',
		'--path-style always',
	],
	[{code: 'InvalidBucketName'}, '"b" can be no bucket\'s name', 'check --bucket'],
	[
		{code: 'NotS3', status: 200, bucket: bucketAt('https://b.store:9000')},
		"what answers there is not the bucket: its name is in the endpoint's host name already",
		'--endpoint https://store:9000',
	],
	[
		{code: 'NoSuchKey', status: 404, bucket: bucketAt('https://store/base')},
		'what answers there is not the bucket: the endpoint has the path /base',
		'--endpoint https://store',
	],
	[
		{code: 'MethodNotAllowed', status: 405},
		'what answers there is not the bucket; it may be no S3 store at all',
		'check --endpoint: it is the address for S3 clients, not that of a web page',
	],
	...(['SlowDown', 'ServiceUnavailable', 'InternalError'] as const).map(
		code =>
			[
				{code, status: 503},
				'the store could not do it now (503)',
				'run the same command again later; if it stays so, ask who runs the store',
			] as const,
	),
	[
		{code: 'DifferentContent', status: 200, action: 'get'},
		'what was put there came back with another content',
		'look for a cache or another writer in front of the store',
	],
	[
		{code: 'HTTP 502', status: 502, fromStore: false},
		'the answer 502 is none of S3: something on the way gave it, such as a proxy or a load balancer',
		'check --endpoint, and HTTPS_PROXY, HTTP_PROXY and NO_PROXY',
	],
	[{code: 'Odd', status: 418}, 'the store answered 418', 'look the code up in the documentation of the store'],
	[
		{code: 'Odd', status: 418, bucket: bucketAt('https://store/base')},
		'the store answered 418: the endpoint has the path /base',
		'--endpoint https://store',
	],
	[
		{code: 'NoSuchBucket', bucket: bucketAt('https://store/base')},
		'there is no such bucket: the endpoint has the path /base',
		'--endpoint https://store',
	],
	[
		{code: 'AuthorizationHeaderMalformed', expectedRegion: 'us-east-1', bucket: {...amazon, region: 'eu-west-1'}},
		'the bucket is not in region eu-west-1 but in us-east-1',
		'leave --region out',
	],
	[
		{code: 'InvalidBucketName', source: 'cluster'},
		'"b" can be no bucket\'s name',
		'check registry.s3.bucket in the options',
	],
	[
		{code: 'NoSuchBucket', source: 'cluster'},
		'there is no such bucket',
		'if it was deleted, so were the packages: make the bucket "b" again and add them anew',
	],
	[
		{code: 'PermanentRedirect', expectedRegion: 'eu-west-1', bucket: amazon, source: 'cluster'},
		'the bucket is not in region us-east-1 but in eu-west-1',
		'registry.s3.endpoint in the options should be https://s3.eu-west-1.amazonaws.com',
	],
];

for (const [failure, why, hint] of table) {
	test(`${[failure.code, failure.source, failure.bucket?.endpoint].filter(Boolean).join(' ')} means: ${why}`, t => {
		const told = explained(failure);
		t.is(whyOf(told), why);
		t.is(told.hint, hint);
	});
}

for (const code of ['InvalidAccessKeyId', 'SignatureDoesNotMatch']) {
	test(`whoever has no flags for the keys is told to store others: ${code}`, t => {
		const {hint} = explained({code, source: 'cluster'});
		t.is(hint, 'store other keys with: dcos registry storage s3 --rotate');
	});
}

test('it is told what was tried, with the bucket and where it was looked for', t => {
	const {message} = explained({code: 'NoSuchBucket', action: 'upload in parts', bucket: bucketAt('http://store')});
	t.is(message, 'could not upload in parts to bucket "b" at http://store: there is no such bucket');
});

test("the store's own code and words are kept", t => {
	t.deepEqual(explained({code: 'AccessDenied'}).details, ['the store says: AccessDenied: the words']);
});

test('where no store answered, only the code is told', t => {
	t.deepEqual(explained({code: 'ECONNREFUSED', status: null}).details, ['no answer came: ECONNREFUSED']);
});

test('what the store did not say is not put into its mouth', t => {
	const page = explained({code: 'HTTP 502', status: 502, fromStore: false, message: ''});
	t.deepEqual(page.details, ['an answer with status 502 came']);
});

test('a store that gives a code and no words is quoted like that', t => {
	t.deepEqual(explained({code: 'Odd', message: ''}).details, ['the store says: Odd']);
});

for (const code of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
	test(`${code} is a code that nobody knows`, t => {
		const {message, details} = explained({code});
		t.regex(message, /: the store answered 403$/);
		t.deepEqual(details, [`the store says: ${code}: the words`]);
		t.regex(explained({code, status: null}).message, /: the words$/);
	});
}
