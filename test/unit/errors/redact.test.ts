import test from 'ava';
import {redactedBody, redactedHeaders} from '../../../src/errors/redact.ts';

test('headers that carry a login are hidden by name, the others are shown', t => {
	const headers = {authorization: 'token=canary', 'set-cookie': ['a=canary'], 'content-type': 'text/html'};
	t.deepEqual(redactedHeaders(headers), [
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
		redactedBody(JSON.stringify(body)),
		'{"a":[{"private_key":"[redacted]","credential-secret-path":"x/y"}],"value":"[redacted]","password":"[redacted]","credentials":"[redacted]","token":"[redacted]","secret":null,"withSecrets":false,"id":"b"}',
	);
});

test('of a body that is not JSON nothing is shown but its length', t => {
	t.is(redactedBody('aws_secret_access_key = canary'), '[30 bytes that are not JSON]');
});
