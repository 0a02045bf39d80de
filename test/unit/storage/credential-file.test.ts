import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {credentialFile, keyPairIn} from '../../../src/storage/credentials.ts';

const fileOf = (accessKeyId: string, secret: string, profile: string) =>
	credentialFile({accessKeyId, secretAccessKey: new Secret(secret)}, profile).reveal();

test('the file that is uploaded has the one profile, without quotes, in bytes that do not change', t => {
	const keys = 'aws_access_key_id = "AKIA1"\r\naws_secret_access_key = canary/+==\r\n';
	const pair = keyPairIn(`[other]\nx = y\n[profile dev]\n${keys}`, {profile: 'dev', path: 'f'});
	const bytes = '[dev]\naws_access_key_id = AKIA1\naws_secret_access_key = canary/+==\n';
	t.is(credentialFile(pair, 'dev').reveal(), bytes);
	t.is(credentialFile(pair, 'dev').reveal(), bytes);
	t.notRegex(String(credentialFile(pair, 'dev')), /canary/);
});

const unstorable = [
	'a b',
	' a',
	'a ',
	'a\nb',
	'a\rb',
	'a\tb',
	'a#b',
	'a;b',
	'a #b',
	'"a"',
	"'",
	'a\\',
	'ä',
	'true',
	'null',
	'',
];

for (const text of unstorable) {
	test(`the key ${JSON.stringify(text)} is refused and not changed`, t => {
		for (const [key, id, secret] of [
			['aws_access_key_id', text, 'canary'],
			['aws_secret_access_key', 'A', text],
		] as const) {
			const error = t.throws(() => fileOf(id, secret, 'dev'), {
				instanceOf: RefusedError,
				message: `the ${key} of the profile "dev" is not read alike by all programs that take a credential file`,
			});
			t.deepEqual(error.details, [
				'these are what they differ in: white space, quotes, \\, #, ; and all beyond ASCII, and the bare words true, false and null',
			]);
			t.is(
				error.hint,
				'make another access key without these and put it into the profile; those that Amazon makes never have them',
			);
		}
	});
}

for (const name of ['my dev', 'a]', 'a\nb', '"dev"', '', '__proto__']) {
	test(`the profile name ${JSON.stringify(name)} is refused for the upload`, t => {
		const error = t.throws(() => fileOf('A', 'canary', name), {
			instanceOf: RefusedError,
			message: `the profile name ${JSON.stringify(name)} is not read alike by all programs that take a credential file`,
		});
		t.is(error.hint, 'rename its section, with letters, digits and _ - . : @ + % / only, and choose it with --profile');
	});
}
