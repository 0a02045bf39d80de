import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {credentialFile, keyPairIn} from '../../../src/storage/credentials.ts';

const path = '~/.aws/credentials';
const keys = 'aws_access_key_id = AKIA1\naws_secret_access_key = s/e+c==\n';
const read = (text: string, profile = 'default') => {
	const {accessKeyId, secretAccessKey} = keyPairIn(text, {profile, path});
	return [accessKeyId, secretAccessKey.reveal()];
};

const files: Readonly<Record<string, readonly [string, string?]>> = {
	'[default]': [`[default]\n${keys}`],
	'[name]': [`[default]\n[dev]\n${keys}`, 'dev'],
	'[profile name]': [`[profile dev]\n${keys}`, 'dev'],
	'[profile "a name"]': [`[profile "my dev"]\n${keys}`, 'my dev'],
	'upper-case keys': [`[default]\n${keys.replaceAll('aws_', 'AWS_')}`],
	'a name with dots': [`[a]\n[a.b.c]\n${keys}`, 'a.b.c'],
	'a name with an at sign and dashes': [`[me@example.com-1]\n${keys}`, 'me@example.com-1'],
	'lines of Windows': [`[default]\r\n${keys.replaceAll('\n', '\r\n')}`],
	'a byte order mark': [`\uFEFF[default]\n${keys}`],
	'no blanks around the equals sign': [`[default]\n${keys.replaceAll(' = ', '=')}`],
	'blanks everywhere': [`\n  [default]  \n\t${keys.replaceAll(' = ', '  =  ').replaceAll('\n', ' \t\n  ')}`],
	'comments of their own line': [`# one\n[default]\n; two\n${keys}\n# three`],
	'no end of the last line': [`[default]\n${keys.trimEnd()}`],
	'other keys': [`[default]\nregion = us-east-1\ns3 =\n  max_queue_size = 1\n${keys}`],
	'an empty session token': [`[default]\naws_session_token =\n${keys}`],
	'a session token of another profile': [`[other]\naws_session_token = t\n[default]\n${keys}`],
	'text before the first profile': [`region = x\n[default]\n${keys}`],
	'a comment behind the name': [`[default] # mine\n${keys}`],
};

for (const [what, [text, profile]] of Object.entries(files)) {
	test(`the keys are read from a file with ${what}`, t => {
		t.deepEqual(read(text, profile), ['AKIA1', 's/e+c==']);
	});
}

for (const secret of ['ab#cd', 'ab;cd', 'a=b', 'a\\b', '#start', 'true', 'null', '0123', 'a"b', "it's", 'päss']) {
	test(`the secret key ${secret} is read as it stands there`, t => {
		t.is(read(`[default]\naws_access_key_id = A\naws_secret_access_key = ${secret}\n`)[1], secret);
	});
}

test('quotes around a value, which no key has, are left out', t => {
	t.deepEqual(read('[default]\naws_access_key_id = "AKIA1"\naws_secret_access_key = "s/e+c=="\n'), [
		'AKIA1',
		's/e+c==',
	]);
});

const refused: Readonly<Record<string, readonly [string, string]>> = {
	'a session token': [`aws_session_token = t\n${keys}`, 'it has a session token, so its keys expire'],
	'a role': [`role_arn = arn:aws:iam::1:role/r\nsource_profile = x`, 'it takes on a role, whose keys expire'],
	'a source profile': ['source_profile = x', 'it takes its keys from another profile'],
	'a program': ['credential_process = /bin/keys', 'it gets its keys from a program'],
	'a machine': ['credential_source = Ec2InstanceMetadata', 'it gets its keys from the machine it runs on'],
	'a web identity': ['web_identity_token_file = /t', 'it gets its keys from a web identity'],
	'a single sign-on': ['sso_session = s', 'it gets its keys from a single sign-on'],
	'an old single sign-on': ['sso_start_url = https://x', 'it gets its keys from a single sign-on'],
};

for (const [what, [lines, reason]] of Object.entries(refused)) {
	test(`a profile that gets its keys from ${what} is refused with what to do instead`, t => {
		const error = t.throws(() => read(`[default]\n${lines}\n`), {
			instanceOf: RefusedError,
			message: `the profile "default" in ${path} cannot be used: ${reason}`,
		});
		t.regex(error.hint ?? '', /keys that do not expire/);
	});
}

for (const [what, lines, key] of [
	['without an access key', 'aws_secret_access_key = s', 'aws_access_key_id'],
	['with an empty access key', 'aws_access_key_id =\naws_secret_access_key = s', 'aws_access_key_id'],
	['without a secret key', 'aws_access_key_id = A', 'aws_secret_access_key'],
	['with a secret key of blanks', 'aws_access_key_id = A\naws_secret_access_key =  ', 'aws_secret_access_key'],
	['of two lists', 'aws_access_key_id[] = A\naws_secret_access_key[] = s', 'aws_access_key_id'],
] as const) {
	test(`a profile ${what} is refused by the name of the key`, t => {
		t.throws(() => read(`[default]\n${lines}\n`), {
			instanceOf: RefusedError,
			message: `the profile "default" in ${path} has no ${key}`,
		});
	});
}

test('a profile that does not exist is refused with those that do, and the one that was meant', t => {
	const text = `[default]\n${keys}[registry]\n${keys}[profile a.b]\n${keys}`;
	const error = t.throws(() => read(text, 'regsitry'), {
		instanceOf: RefusedError,
		message: `there is no profile "regsitry" in ${path}; it has: default, registry, a.b`,
	});
	t.is(error.hint, 'did you mean: --profile registry');
});

test('a file without profiles says that it has none', t => {
	for (const profile of ['default', 'region', 'constructor', '__proto__']) {
		const error = t.throws(() => read('region = null\n', profile), {instanceOf: RefusedError});
		t.regex(error.message, /it has none$/);
	}
});

test('whatever the file holds, its keys are read or refused in words', t => {
	const line = fc.oneof(fc.constantFrom('[default]', '[', ']', '=', 'aws_access_key_id=A', 'a[]=1'), fc.string());
	fc.assert(
		fc.property(fc.array(line), lines => {
			try {
				read(lines.join('\n'));
			} catch (error) {
				t.true(error instanceof RefusedError, String(error));
			}
		}),
		{numRuns: 500},
	);
});

test('the file that is uploaded has the one profile, without quotes, in bytes that do not change', t => {
	const pair = keyPairIn(`[other]\nx = y\n[dev]\n${keys}`, {profile: 'dev', path});
	const bytes = '[dev]\naws_access_key_id = AKIA1\naws_secret_access_key = s/e+c==\n';
	t.is(credentialFile(pair, 'dev').reveal(), bytes);
	t.is(credentialFile(pair, 'dev').reveal(), bytes);
	t.false(String(credentialFile(pair, 'dev')).includes('s/e'));
});

test('what is uploaded is read back as the same keys', t => {
	const word = fc.stringMatching(/^[A-Za-z0-9/+=]{1,40}$/);
	fc.assert(
		fc.property(word, word, fc.constantFrom('default', 'a.b', 'dev-1'), (id, secret, profile) => {
			const pair = keyPairIn(`[p]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\n`, {profile: 'p', path});
			t.deepEqual(read(credentialFile(pair, profile).reveal(), profile), [id, secret]);
		}),
	);
});
