import test from 'ava';
import fc from 'fast-check';
import {redactedBody, redactedHeaders, withoutValues} from '../../../src/errors/redact.ts';
import {Secret} from '../../../src/errors/secret.ts';

test('headers that carry a login are hidden by name, the others are shown', t => {
	const headers = {authorization: 'token=canary', 'set-cookie': ['a=canary'], 'content-type': 'text/html'};
	t.deepEqual(redactedHeaders(headers, []), [
		'authorization: [redacted]',
		'set-cookie: [redacted]',
		'content-type: text/html',
	]);
});

test('fields that hold a secret are hidden by name at any depth; where a secret is may be read', t => {
	const body = {
		a: [{private_key: 'canary', 'credential-secret-path': 'x/y'}],
		value: 'canary',
		password: ['canary'],
		credentials: {user: 'canary', more: [{key: 'canary'}]},
		token: 7,
		secret: null,
		withSecrets: false,
		id: 'b',
	};
	t.is(
		redactedBody(JSON.stringify(body), []),
		'{"a":[{"private_key":"[redacted]","credential-secret-path":"x/y"}],"value":"[redacted]","password":"[redacted]","credentials":"[redacted]","token":"[redacted]","secret":null,"withSecrets":false,"id":"b"}',
	);
});

test('of a body with a known secret all else is shown', t => {
	const body = JSON.stringify({a: 'not canary-1', 'canary-1': ['b', {c: 2}]});
	t.is(redactedBody(body, [new Secret('canary-1')]), '{"a":"not [redacted]","[redacted]":["b",{"c":2}]}');
});

test('of a body that is not JSON nothing is shown but its length', t => {
	t.is(redactedBody('aws_secret_access_key = canary', []), '[30 bytes that are not JSON]');
});

test('a megabyte without a blank is looked through once', t => {
	const text = `${'a'.repeat(1_000_000)}%63anary`;
	t.is(withoutValues(text, [new Secret('canary')]), '[redacted]');
	const other = 'a'.repeat(1_000_000);
	t.is(withoutValues(other, [new Secret('canary')]), other);
});

test('a known secret appears nowhere: plain, in JSON, escaped as in a URL, or within base64', t => {
	const secret = fc
		.string({minLength: 8, maxLength: 40, unit: 'grapheme-ascii'})
		.filter(text => text.trim().length > 7);
	const forms: readonly ((text: string) => string)[] = [
		text => text,
		encodeURIComponent,
		text => Buffer.from(text).toString('base64'),
		text => Buffer.from(`user:${text}`).toString('base64'),
		text => Buffer.from(`x${text}yz`).toString('base64url'),
	];
	fc.assert(
		fc.property(secret, fc.constantFrom(...forms), fc.stringMatching(/^[a-z/ =?]{0,6}$/), (value, form, before) => {
			const planted = before + form(value);
			const known = [new Secret(value)];
			const shown = [
				withoutValues(planted, known),
				redactedBody(JSON.stringify({n: [{o: planted}], [planted]: 1}), known),
				...redactedHeaders({location: planted}, known),
			];
			for (const text of shown) t.false(text.includes(form(value)), text);
		}),
	);
});
