import test from 'ava';
import {endpointIn, isAmazon, regionIn} from '../../../src/storage/endpoint.ts';

/** What people paste, and what the options get. */
const addresses: readonly (readonly [string, string])[] = [
	['https://minio.example.com', 'https://minio.example.com'],
	['https://minio.example.com/', 'https://minio.example.com'],
	['https://minio.example.com//', 'https://minio.example.com'],
	['https://minio.example.com:443', 'https://minio.example.com'],
	['http://minio.example.com:80/', 'http://minio.example.com'],
	['https://Minio.Example.com:9000', 'https://minio.example.com:9000'],
	['http://10.0.0.1:9000/base/', 'http://10.0.0.1:9000/base'],
	['https://[fd00::1]:9000', 'https://[fd00::1]:9000'],
	['https://s3.us-east-1.amazonaws.com/', 'https://s3.us-east-1.amazonaws.com'],
	['https://b.example.com', 'https://b.example.com'],
];

for (const [pasted, text] of addresses) {
	test(`the endpoint ${pasted} gets into the options as ${text}`, t => {
		t.deepEqual(endpointIn(pasted, 'b'), {url: new URL(text), text});
	});
}

const fault = (text: string) => {
	const read = endpointIn(text, 'b');
	return 'fault' in read ? [read.fault, read.meant] : [];
};

/** What is no endpoint, and what was probably meant. */
const guesses: readonly (readonly [string, string])[] = [
	['s3.amazonaws.com', 'https://s3.amazonaws.com'],
	['minio:9000', 'https://minio:9000'],
	['https://https://store', 'https://store'],
	['http://http://store', 'https://store'],
	['//store/base/', 'https://store/base'],
	['s3://b/p', 'https://s3.us-east-1.amazonaws.com'],
	['', 'https://s3.us-east-1.amazonaws.com'],
	['https://', 'https://s3.us-east-1.amazonaws.com'],
];

for (const [text, meant] of guesses) {
	test(`"${text}" is no endpoint, and ${meant} may be meant`, t => {
		t.deepEqual(fault(text), [`"${text}" is no http(s) URL`, meant]);
	});
}

test('only http and https are spoken', t => {
	t.is(fault('ftp://host')[0], '"ftp://host" is no http(s) URL');
});

for (const text of ['me:canary@store', 'store/b?X-Amz-Signature=canary', 'store#canary']) {
	test(`a password or a signature in what is no endpoint is not shown either: ${text}`, t => {
		t.is(fault(text)[0], 'what stands there is no http(s) URL');
		t.false(/canary/.test(fault(text).join(' ')));
	});
}

for (const text of ['https://me:canary@store', 'https://canary@store', 'https://:canary@store']) {
	test(`an endpoint with a user or a password in it is refused without being shown: ${text}`, t => {
		const [what, hint] = fault(text);
		t.is(what, 'it must not hold a user or password; the keys come from the AWS credential file');
		t.false(/canary/.test(`${what} ${hint}`));
	});
}

for (const [text, words] of [
	['https://store/?X-Amz-Signature=canary', 'https://store'],
	['https://store/base#top', 'https://store/base'],
] as const) {
	test(`${text} is an address with something behind it`, t => {
		t.deepEqual(fault(text), ['it has a ? or # and more behind its path', words]);
	});
}

test("the bucket in the name of Amazon's endpoint is found, and what remains is said", t => {
	const words = 'the bucket "b" stands in its host name; it has an option of its own';
	t.deepEqual(fault('https://b.s3.us-east-1.amazonaws.com'), [words, 'https://s3.us-east-1.amazonaws.com']);
	t.deepEqual(fault('https://b.s3-eu-west-1.amazonaws.com/'), [words, 'https://s3-eu-west-1.amazonaws.com']);
});

test("a path in Amazon's endpoint is found, and what remains is said", t => {
	t.deepEqual(fault('https://s3.us-east-1.amazonaws.com/b'), [
		"Amazon's endpoints have no path, and this one has /b",
		'https://s3.us-east-1.amazonaws.com',
	]);
});

test('a bucket whose name the host name only begins with is another one', t => {
	t.true('url' in endpointIn('https://bb.s3.us-east-1.amazonaws.com', 'b'));
});

for (const [endpoint, amazon, region] of [
	['https://s3.eu-west-1.amazonaws.com', true, 'eu-west-1'],
	['https://s3.cn-north-1.amazonaws.com.cn', true, 'cn-north-1'],
	['https://s3.amazonaws.com', true, null],
	['https://s3.us-gov-west-1.amazonaws.com', true, 'us-gov-west-1'],
	['https://s3.ap-southeast-10.amazonaws.com', true, 'ap-southeast-10'],
	['https://amazonaws.com.example.com', false, null],
	['https://notamazonaws.com', false, null],
	['https://s3.eu-west-1.example.com', false, 'eu-west-1'],
] as const) {
	test(`${endpoint} is ${amazon ? "Amazon's" : "somebody else's"}, and its name says ${region}`, t => {
		const url = new URL(endpoint);
		t.deepEqual([isAmazon(url), regionIn(url)], [amazon, region]);
	});
}
