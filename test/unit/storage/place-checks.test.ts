import test from 'ava';
import {UsageError} from '../../../src/errors/errors.ts';
import {bucketName, containerPath, pathInBucket, secretPath} from '../../../src/storage/place-checks.ts';

type Check = (text: string) => string;

/** Check, what is written, and what is taken. */
const taken: readonly (readonly [Check, string, string])[] = [
	[bucketName, 'my-packages', 'my-packages'],
	[bucketName, 'My_old.Bucket', 'My_old.Bucket'],
	[pathInBucket, 'dcos', 'dcos'],
	[pathInBucket, '/dcos/packages/', 'dcos/packages'],
	[pathInBucket, 'a b/ü', 'a b/ü'],
	[pathInBucket, '...', '...'],
	[secretPath, 's3', 's3'],
	[secretPath, '/dcos-registry/s3', 'dcos-registry/s3'],
	[secretPath, '//r/s3', 'r/s3'],
	[containerPath, 'package-registry', 'package-registry'],
	[containerPath, 'a.b_c', 'a.b_c'],
];

for (const [check, text, value] of taken) {
	test(`${check.name} takes "${text}" as "${value}"`, t => {
		t.is(check(text), value);
	});
}

const refused: readonly (readonly [Check, readonly string[], RegExp])[] = [
	[
		bucketName,
		['', 'a/b', 'a b', 'ü', 'https://store/b', 'a\nb', '.', '..'],
		/^--bucket takes the name of a bucket, not "/,
	],
	[pathInBucket, ['', '/', '//', 'a//b', '.', 'a/../b', 'a/./b', 'a\nb'], /^--path takes a path of the registry's own/],
	[secretPath, ['', '/', 'a/', 'a//b', '../a', 'a/.', 'a\u0000'], /^--secret takes the path of a secret/],
	[containerPath, ['', '.', '..', 'a/b', '/a', 'a b', 'a\n'], /^--container-path takes a name without slashes/],
];

for (const [check, texts, message] of refused) {
	for (const text of texts) {
		test(`${check.name} does not take ${JSON.stringify(text)}`, t => {
			t.throws(() => check(text), {instanceOf: UsageError, message});
		});
	}
}

for (const text of [
	's3://my-packages/dcos',
	's3://my-packages',
	'arn:aws:s3:::my-packages',
	'arn:aws-cn:s3:::my-packages/x',
]) {
	test(`the bucket in a pasted ${text} is found`, t => {
		const error = t.throws(() => bucketName(text), {instanceOf: UsageError});
		t.is(error.message, `--bucket takes the name alone, not "${text}"`);
		t.is(error.hint, '--bucket my-packages');
	});
}
