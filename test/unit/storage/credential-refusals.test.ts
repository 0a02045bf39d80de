import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {keyPairIn} from '../../../src/storage/credentials.ts';

const path = '/home/me/.aws/credentials';
const keys = 'aws_access_key_id = AKIA1\naws_secret_access_key = canary\n';
const of = `the profile "default" in ${path}`;

const endless =
	'the registry needs keys that do not expire: make an access key for an IAM user of its own and put it into a profile';

const indirect: Readonly<Record<string, readonly [string, string]>> = {
	'a session token': [`aws_session_token = t\n${keys}`, 'it has a session token, so its keys expire'],
	'a session token of old': [`AWS_SECURITY_TOKEN = t\n${keys}`, 'it has a session token, so its keys expire'],
	'a role': ['role_arn = arn:aws:iam::1:role/r\nsource_profile = x', 'it takes on a role, whose keys expire'],
	'a source profile': ['source_profile = x', 'it takes its keys from another profile'],
	'a program': [`${keys}credential_process = /bin/keys`, 'it gets its keys from a program'],
	'a machine': ['credential_source = Ec2InstanceMetadata', 'it gets its keys from the machine it runs on'],
	'a web identity': ['web_identity_token_file = /t', 'it gets its keys from a web identity'],
	'a single sign-on': ['sso_session = s', 'it gets its keys from a single sign-on'],
	'an old single sign-on': ['sso_start_url = https://x', 'it gets its keys from a single sign-on'],
	'any word of a single sign-on': [`SSO_Role_Name = r\n${keys}`, 'it gets its keys from a single sign-on'],
	'a login': ['login_session = arn:aws:iam::1:user/u', 'it gets its keys from a login in the browser'],
	'a temporary access key': [keys.replace('AKIA1', 'ASIAIOSFODNN7EXAMPLE'), 'its access key is a temporary one'],
};

for (const [what, [lines, reason]] of Object.entries(indirect)) {
	test(`a profile with ${what} is refused with what to do instead`, t => {
		const error = t.throws(() => keyPairIn(`[default]\n${lines}\n`, {profile: 'default', path}), {
			instanceOf: RefusedError,
			message: `${of} cannot be used: ${reason}`,
		});
		t.is(error.hint, endless);
	});
}

const put = (key: string) => `put ${key} = … below [default], or choose another profile with --profile`;
const noComment = 'put a comment on a line of its own; if it belongs to the key, make another access key without it';
const id = 'aws_access_key_id';
const secret = 'aws_secret_access_key';

const unclear: Readonly<Record<string, readonly [text: string, message: string, hint: string]>> = {
	'no access key': [`[default]\n${secret} = canary`, `${of} has no ${id}`, put(id)],
	'an empty access key': [`[default]\n${id} =\n${secret} = canary`, `${of} has no ${id}`, put(id)],
	'an access key of empty quotes': [`[default]\n${id} = ""\n${secret} = canary`, `${of} has no ${id}`, put(id)],
	'no secret key': [`[default]\n${id} = A`, `${of} has no ${secret}`, put(secret)],
	'a secret key of blanks': [`[default]\n${id} = A\n${secret} =  \t`, `${of} has no ${secret}`, put(secret)],
	'lists in place of keys': [`[default]\n${id}[] = A\n${secret}[] = canary`, `${of} has no ${id}`, put(id)],
	'nothing in it': ['[default]', `${of} has no ${id}`, put(id)],
	'two access keys': [
		`[default]\n${keys}AWS_ACCESS_KEY_ID = canary`,
		`${of} has ${id} more than once`,
		`leave one ${id} below [default]`,
	],
	'two sections': [
		`[default]\n${keys}[profile default]\n${keys}`,
		`the profile "default" is in ${path} more than once`,
		'leave one section for default in it',
	],
	'a secret key that goes on in the next line': [
		`# mine\n\n[default]\r\n${keys}  canary\n`,
		`line 6 of ${path}, in the profile "default", is neither NAME = VALUE nor a [section]`,
		'correct the line, or put a # in front of it',
	],
	'a header without its end below it': [
		`[default]\n[dev\n${keys}`,
		`line 2 of ${path}, in the profile "default", is neither NAME = VALUE nor a [section]`,
		'correct the line, or put a # in front of it',
	],
	...Object.fromEntries(
		['canary # mine', 'canary\t;mine', '#canary', '"canary" # mine'].map(value => [
			`the secret key ${value}`,
			[
				`[default]\n${id} = A\n${secret} = ${value}`,
				`${of} has a # or ; in ${secret} where some AWS tools begin a comment`,
				noComment,
			],
		]),
	),
};

for (const [what, [text, message, hint]] of Object.entries(unclear)) {
	test(`a profile with ${what} is refused, and no key is shown`, t => {
		const error = t.throws(() => keyPairIn(text, {profile: 'default', path}), {instanceOf: RefusedError, message});
		t.is(error.hint, hint);
		t.notRegex(`${error.message}${error.hint}${error.details.join()}`, /canary/);
	});
}
