import test from 'ava';
import {UsageError} from '../../../src/errors/errors.ts';
import {type BucketWish, bucketAddress} from '../../../src/storage/bucket-address.ts';

const address = (endpoint: string, wish: Partial<BucketWish> = {}) =>
	bucketAddress({bucket: 'b', endpoint, region: null, pathStyle: 'auto', certificateAuthority: null, ...wish});

/** Endpoint, region that its name says, and whether the bucket stands in the path. */
const endpoints: readonly (readonly [string, string, boolean])[] = [
	['https://s3.us-west-2.amazonaws.com', 'us-west-2', false],
	['https://s3.amazonaws.com', 'us-east-1', false],
	['https://s3-eu-west-1.amazonaws.com', 'eu-west-1', false],
	['https://s3.cn-north-1.amazonaws.com.cn', 'cn-north-1', false],
	['https://S3.EU-WEST-1.amazonaws.com/', 'eu-west-1', false],
	['https://s3.dualstack.us-west-2.amazonaws.com', 'us-west-2', false],
	['https://s3-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1', false],
	['https://minio.example.com:9000', 'us-east-1', true],
	['http://10.0.0.1:9000/base', 'us-east-1', true],
	['https://[fd00::1]:9000', 'us-east-1', true],
	['https://s3.us-west-2.amazonaws.com.example.com', 'us-east-1', true],
	['https://s3.us-west-2.myamazonaws.com', 'us-east-1', true],
];

for (const [endpoint, region, pathStyle] of endpoints) {
	test(`${endpoint} is in ${region}, with the bucket in the ${pathStyle ? 'path' : 'host name'}`, t => {
		t.like(address(endpoint), {region, pathStyle, bucket: 'b', certificateAuthority: null});
	});
}

test('a region that was named wins over the one in the name', t => {
	t.is(address('https://s3.us-west-2.amazonaws.com', {region: 'eu-central-1'}).region, 'eu-central-1');
});

test('where the bucket stands can be chosen', t => {
	t.true(address('https://s3.us-west-2.amazonaws.com', {pathStyle: 'always'}).pathStyle);
	t.false(address('https://minio.example.com', {pathStyle: 'never'}).pathStyle);
});

for (const endpoint of ['s3.amazonaws.com', 'minio:9000', 'ftp://host', '', '//host', 'https://']) {
	test(`"${endpoint}" is no endpoint`, t => {
		t.throws(() => address(endpoint), {
			instanceOf: UsageError,
			message: `--endpoint takes an http(s) URL such as https://s3.us-east-1.amazonaws.com, not "${endpoint}"`,
		});
	});
}

for (const endpoint of ['https://me:canary@store', 'https://canary@store', 'https://:canary@store']) {
	test(`an endpoint with a user or a password in it is refused without being shown: ${endpoint}`, t => {
		const error = t.throws(() => address(endpoint), {instanceOf: UsageError});
		t.false(/canary/.test(`${error.message} ${error.hint}`));
	});
}
