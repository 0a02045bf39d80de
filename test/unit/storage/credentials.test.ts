import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {keyPairIn} from '../../../src/storage/credentials.ts';
import {anySign} from '../../support/any-sign.ts';
import {runs} from '../../support/runs.ts';

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
	'blanks inside the brackets': [`[ profile  dev ]\n${keys}`, 'dev'],
	'upper-case keys': [`[default]\n${keys.replaceAll('aws_', 'AWS_')}`],
	'keys that only upper-case makes': [`[default]\n${keys.replaceAll('aws_access_key_id', 'Aws_Access_Key_ID')}`],
	'a name with dots': [`[a]\n[a.b.c]\n${keys}`, 'a.b.c'],
	'a name with an at sign and dashes': [`[me@example.com-1]\n${keys}`, 'me@example.com-1'],
	'lines of Windows': [`[default]\r\n${keys.replaceAll('\n', '\r\n')}`],
	'lines of an old Macintosh': [`[default]\r${keys.replaceAll('\n', '\r')}`],
	'a byte order mark': [`\uFEFF[default]\n${keys}`],
	'a byte order mark before a comment': [`\uFEFF# mine\n[default]\n${keys}`],
	'no blanks around the equals sign': [`[default]\n${keys.replaceAll(' = ', '=')}`],
	'blanks everywhere': [`\n  [default]  \n\t${keys.replaceAll(' = ', '  =  ').replaceAll('\n', ' \t\n  ')}`],
	'comments of their own line': [`# one\n[default]\n; two\n${keys}\n# three [default]`],
	'no end of the last line': [`[default]\n${keys.trimEnd()}`],
	'other keys': [`[default]\nregion = us-east-1\ns3 =\n  max_queue_size = 1\n${keys}`],
	'a comment behind another value': [`[default]\nregion = us-east-1 # near\n${keys}`],
	'names that begin with that of a key': [`[default]\naws_access_key_id.x = null\naws_access_key_id#old = x\n${keys}`],
	'an empty session token': [`[default]\naws_session_token =\n${keys}`],
	'a session token of another profile': [`[other]\naws_session_token = t\n[default]\n${keys}`],
	'another profile that is there twice': [`[a]\nx = 1\n[a]\nx = 2\n[default]\n${keys}`],
	'another profile with a stray line': [`[a]\nstray\n[default]\n${keys}`],
	'text before the first profile': [`stray\nregion = x\n[default]\n${keys}`],
	'a comment behind the name': [`[default] # mine\n${keys}`],
	'a single sign-on beside it': [`[sso-session dev]\nsso_start_url = https://x\n[dev]\n${keys}`, 'dev'],
};

for (const [what, [text, profile]] of Object.entries(files)) {
	test(`the keys are read from a file with ${what}`, t => {
		t.deepEqual(read(text, profile), ['AKIA1', 's/e+c==']);
	});
}

for (const secret of ['ab#cd', 'ab;cd', 'a=b', 'a\\b', 'a\\;b', 'true', 'null', '0123', '1e5', 'a"b', "it's", 'päss']) {
	test(`the secret key ${secret} is read as it stands there, in quotes too`, t => {
		for (const quote of ['', '"', "'"]) {
			const text = `[default]\naws_access_key_id = A\naws_secret_access_key = ${quote}${secret}${quote}\n`;
			t.is(read(text)[1], secret);
		}
	});
}

test('a key of digits does not become a number', t => {
	const [id] = read("[default]\naws_access_key_id = '12345678901234567890'\naws_secret_access_key = s\n");
	t.is(id, '12345678901234567890');
});

test('whatever the file holds, its keys are read or refused in words', t => {
	const known = fc.constantFrom('[default]', '[', ']', '=', 'aws_access_key_id=A', 'AWS_SECRET_ACCESS_KEY=s', 'a[]=1');
	const line = fc.oneof(known, fc.string({unit: anySign}));
	fc.assert(
		fc.property(fc.array(line), fc.constantFrom('default', '', '__proto__', 'a'), (lines, profile) => {
			try {
				const pair = read(lines.join('\n'), profile);
				t.true(pair.every(key => key !== ''));
			} catch (error) {
				t.true(error instanceof RefusedError, String(error));
			}
		}),
		{numRuns: runs(2000)},
	);
});
