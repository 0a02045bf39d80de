import test from 'ava';
import {type BucketWish, bucketAddresses} from '../../../src/storage/bucket-address.ts';

const addresses = (endpoint: string, wish: Partial<BucketWish> = {}) =>
	bucketAddresses({
		bucket: 'b',
		endpoint: new URL(endpoint),
		region: null,
		pathStyle: 'auto',
		certificateAuthority: null,
		...wish,
	});

/** Endpoint, region that its name says, and where the bucket likely stands. */
const endpoints: readonly (readonly [string, string, 'path' | 'host'])[] = [
	['https://s3.us-west-2.amazonaws.com', 'us-west-2', 'host'],
	['https://s3.amazonaws.com', 'us-east-1', 'host'],
	['https://s3-eu-west-1.amazonaws.com', 'eu-west-1', 'host'],
	['https://s3.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'host'],
	['https://S3.EU-WEST-1.amazonaws.com/', 'eu-west-1', 'host'],
	['https://s3.dualstack.us-west-2.amazonaws.com', 'us-west-2', 'host'],
	['https://s3-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 'host'],
	['https://s3-fips.dualstack.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 'host'],
	['https://minio.example.com:9000', 'us-east-1', 'path'],
	['http://10.0.0.1:9000/base', 'us-east-1', 'path'],
	['https://[fd00::1]:9000', 'us-east-1', 'path'],
	['https://s3.us-west-2.amazonaws.com.example.com', 'us-east-1', 'path'],
	['https://s3.us-west-2.myamazonaws.com', 'us-east-1', 'path'],
];

for (const [endpoint, region, likelier] of endpoints) {
	test(`${endpoint} is in ${region}, with the bucket in the ${likelier} first and then in the other`, t => {
		const [first, second, ...more] = addresses(endpoint);
		t.like(first, {region, pathStyle: likelier === 'path', bucket: 'b', certificateAuthority: null});
		t.deepEqual(second, {...first, pathStyle: likelier !== 'path'});
		t.deepEqual(more, []);
	});
}

test('a region that was named wins over the one in the name', t => {
	for (const address of addresses('https://s3.us-west-2.amazonaws.com', {region: 'eu-central-1'})) {
		t.is(address.region, 'eu-central-1');
	}
});

for (const endpoint of ['https://s3.us-west-2.amazonaws.com', 'https://minio.example.com']) {
	test(`where the bucket stands can be chosen, and then there is no other way: ${endpoint}`, t => {
		for (const [pathStyle, inPath] of [
			['always', true],
			['never', false],
		] as const) {
			t.deepEqual(
				addresses(endpoint, {pathStyle}).map(each => each.pathStyle),
				[inPath],
			);
		}
	});
}

test('every way has the authority that was given', t => {
	const given = addresses('https://store', {certificateAuthority: 'PEM'});
	t.deepEqual(
		given.map(each => each.certificateAuthority),
		['PEM', 'PEM'],
	);
});
