import test from 'ava';
import type {StoreAction} from '../../../src/storage/try-out.ts';
import {explained, whyOf} from './store-failure.ts';

const denied = (action: StoreAction, more: Partial<Parameters<typeof explained>[0]> = {}) =>
	explained({code: 'AccessDenied', action, ...more});

/** What was denied, which permission that is, and on what. */
const actions: readonly (readonly [StoreAction, string])[] = [
	['put', 's3:PutObject on arn:aws:s3:::b/p/*'],
	['get', 's3:GetObject on arn:aws:s3:::b/p/*'],
	['delete', 's3:DeleteObject on arn:aws:s3:::b/p/*'],
	['upload in parts', 's3:PutObject and s3:AbortMultipartUpload on arn:aws:s3:::b/p/*'],
	['list', 's3:ListBucket on arn:aws:s3:::b with the prefix p/'],
];

for (const [action, permission] of actions) {
	test(`whoever may not ${action} is told which permission is missing`, t => {
		const told = denied(action, {owned: true});
		t.is(whyOf(told), 'the access key AKIA… of profile "dev" may not do that');
		t.is(told.hint, `its policy must allow ${permission}`);
	});
}

test('without a path the permission is on all of the bucket', t => {
	t.is(denied('put', {path: ''}).hint, 'its policy must allow s3:PutObject on arn:aws:s3:::b/*');
});

test('a bucket that another account has is told to be one', t => {
	const told = denied('list', {owned: false});
	const why = 'the bucket belongs to another account than the access key AKIA… of profile "dev", which may not list it';
	t.is(whyOf(told), why);
	t.regex(told.hint, /^bucket names are shared by all accounts: check --bucket, .* with --profile$/);
	const stored = denied('list', {owned: false, source: 'cluster'});
	t.is(whyOf(stored), why);
	t.is(stored.hint, 'its owner has to allow s3:ListBucket on arn:aws:s3:::b');
});

test('where the store does not tell whose bucket it is, both are possible', t => {
	const why = 'the access key AKIA… of profile "dev" may not do that, or the bucket belongs to another account';
	t.is(whyOf(denied('list', {owned: null})), why);
});

test('whoever may list a bucket and not write to it lacks a permission, whoever has the bucket', t => {
	for (const owned of [true, false, null]) {
		t.is(whyOf(denied('put', {owned})), 'the access key AKIA… of profile "dev" may not do that');
	}
});
