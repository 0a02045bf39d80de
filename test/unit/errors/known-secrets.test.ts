import {inspect} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {runs} from '../../support/runs.ts';

function knowing(...values: readonly string[]): KnownSecrets {
	const known = new KnownSecrets();
	for (const value of values) known.keep(new Secret(value));
	return known;
}

test('who knows nothing hides nothing', t => {
	const text = 'a text with a %41 and base64 QUFB';
	t.is(new KnownSecrets().redacted(text), text);
});

test('a megabyte without a blank is looked through once', t => {
	const text = `${'a'.repeat(1_000_000)}%63anary`;
	t.is(knowing('canary').redacted(text), '[redacted]');
	const other = 'a'.repeat(1_000_000);
	t.is(knowing('canary').redacted(other), other);
	t.is(knowing('canary').redacted(`${other}%41`), `${other}%41`);
	for (const text of [`${other}@`, `${'://a:'.repeat(200_000)}@`, `${'a:'.repeat(500_000)}@`])
		t.is(new KnownSecrets().redacted(text), text);
	new KnownSecrets().keepUrlPasswords('://:'.repeat(200_000));
});

test('a document stays one: texts and names are hidden, and nothing else', t => {
	const json = {exitCode: 1, truth: true, none: null, 'canary-1': ['a canary-1', {deep: 'canary-1'}]};
	const shown = {exitCode: 1, truth: true, none: null, '[redacted]': ['a [redacted]', {deep: '[redacted]'}]};
	t.deepEqual(knowing('canary-1', 'true', 'null').redactedJson(json), shown);
});

test('a password of one, two or three letters is not searched for: it would stand in half of all words', t => {
	t.is(knowing('a', 'is', 'the').redacted('this is the agent'), 'this is the agent');
	t.is(knowing('    ').redacted('a    b'), 'a    b');
});

const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\nMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S\n'}-----END PRIVATE KEY-----\n`;

test('of a key each line is hidden, and of a document what is called a secret, but not who and where', t => {
	const account = JSON.stringify({uid: 'registry-account', private_key: key, login_endpoint: 'https://master/login'});
	const profile = '[my-own-registry]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = canary/key+1\n';
	const known = knowing(account, profile);
	t.is(known.redacted('line 2 is BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'), 'line 2 is [redacted]');
	t.is(known.redacted('key canary/key+1'), 'key [redacted]');
	for (const text of ['registry-account', 'https://master/login', 'AKIAIOSFODNN7EXAMPLE', '[my-own-registry]'])
		t.is(known.redacted(text), text);
	t.is(known.redacted(JSON.stringify({body: account})), '{"body":"[redacted]"}');
	t.is(
		known.redacted(JSON.stringify({body: JSON.stringify({value: key})})),
		'{"body":"{\\"value\\":\\"[redacted]\\"}"}',
	);
});

for (const [value, text, shown] of [
	['http://me:canary@proxy:3128', 'it said canary', 'it said [redacted]'],
	['http://me:c%40nary@proxy:3128', 'it said c@nary and c%40nary', 'it said [redacted] and [redacted]'],
	['http://me:canary@proxy', 'Basic bWU6Y2FuYXJ5', 'Basic [redacted]'],
	['ssh://root@host:22', '//root', '//root'],
	['arn:aws:s3:::bucket@x', 'aws:s3', 'aws:s3'],
	['http://me:can/ary@x@proxy', 'it said can/ary@x', 'it said [redacted]'],
	['--endpoint=https://me:canary@s3', 'canary', '[redacted]'],
	['http://me@proxy', 'me', 'me'],
	['10.0.0.1:3128', '3128', '3128'],
] as const) {
	test(`of ${value} the password is known`, t => {
		const known = new KnownSecrets();
		known.keepUrlPasswords(value);
		t.is(known.redacted(text), shown);
	});
}

for (const [text, shown] of [
	['no answer from https://me:canary@cluster/x: …', 'no answer from https://me:[redacted]@cluster/x: …'],
	['socks5h://:can@ary@host and http://a:b@c', 'socks5h://:[redacted]@host and http://a:[redacted]@c'],
	['"https://a:b@c"', '"https://a:[redacted]@c"'],
	['https://host:443/a@b', 'https://host:443/a@b'],
	['https://host:443, b@c', 'https://host:443, b@c'],
	['http://USER:PASSWORD@HOST:PORT', 'http://USER:PASSWORD@HOST:PORT'],
] as const) {
	test(`of ${text} the passwords in URLs are hidden, whosever they are`, t => {
		t.is(new KnownSecrets().redacted(text), shown);
	});
}

test('a known secret appears nowhere: plain, in JSON, escaped as in a URL, or within base64', t => {
	const secret = fc
		.string({
			minLength: 8,
			maxLength: 40,
			unit: fc.oneof(
				fc.string({unit: 'grapheme-ascii', minLength: 1, maxLength: 1}),
				fc.constantFrom('"', '\\', '\n', 'é'),
			),
		})
		.filter(text => text.trim().length > 7);
	const forms: readonly ((text: string) => string)[] = [
		text => text,
		text => JSON.stringify(text),
		text => JSON.stringify({body: JSON.stringify(text)}),
		encodeURIComponent,
		text => encodeURIComponent(text).replaceAll(/%[\dA-F]{2}/g, each => each.toLowerCase()),
		text => [...Buffer.from(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
		text => Buffer.from(text).toString('base64'),
		text => Buffer.from(`user:${text}`).toString('base64'),
		text => Buffer.from(`x${text}yz`).toString('base64url'),
	];
	fc.assert(
		fc.property(secret, fc.constantFrom(...forms), fc.stringMatching(/^[a-z/ =?]{0,6}$/), (value, form, before) => {
			const known = knowing(value, 'another-secret');
			const planted = before + form(value);
			const shown = [known.redacted(planted), JSON.stringify(known.redactedJson({n: [{o: planted}], [planted]: 1}))];
			for (const text of shown) t.false(text.includes(form(value)), text);
			for (const text of shown) t.false(text.includes(value), text);
		}),
		{numRuns: runs(1000)},
	);
});

test('nobody sees by accident what is known', t => {
	const known = knowing('canary-1');
	t.false(`${inspect(known, {depth: 9, showHidden: true})}${JSON.stringify(known)}`.includes('canary'));
});
