import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {chosenProfile, isProfileName} from '../../../src/storage/credential-profile.ts';
import {keyPairIn} from '../../../src/storage/credentials.ts';

const path = '~/.aws/credentials';
const keys = 'aws_access_key_id = AKIA1\naws_secret_access_key = canary\n';

const missing: readonly (readonly [what: string, text: string, profile: string, list: string, hint: string])[] = [
	[
		'that is nearly there',
		`[default]\n${keys}[registry]\n${keys}[profile a.b]\n${keys}[registry]\n`,
		'regsitry',
		'it has: default, registry, a.b',
		'did you mean: --profile registry',
	],
	['that is like none', `[default]\n${keys}`, 'registry', 'it has: default', 'choose one with --profile'],
	['that is like one that needs quotes', '[my dev]\n', 'mydev', 'it has: my dev', 'choose one with --profile'],
	[
		'of a file with configuration only',
		'[sso-session a]\nsso_region = x\n[services s]\n',
		'a',
		'it has no profiles',
		'put [a] and its two keys into it, or name another file with --credentials',
	],
	...['default', 'region', 'constructor', '__proto__'].map(
		profile =>
			[
				`${profile} of a file without profiles`,
				'region = null\n',
				profile,
				'it has no profiles',
				`put [${profile}] and its two keys into it, or name another file with --credentials`,
			] as const,
	),
];

for (const [what, text, profile, list, hint] of missing) {
	test(`a profile ${what} is refused with those that there are`, t => {
		const error = t.throws(() => keyPairIn(text, {profile, path}), {
			instanceOf: RefusedError,
			message: `there is no profile "${profile}" in ${path}; ${list}`,
		});
		t.is(error.hint, hint);
	});
}

for (const [profile, shown] of [
	['a\nb', '"a\\nb"'],
	['a]', '"a]"'],
	['[a', '"[a"'],
	['\u001b[31m', '"\\u001b[31m"'],
] as const) {
	test(`the name ${shown} is refused, since no section header can have it`, t => {
		const error = t.throws(() => keyPairIn(`[${profile}]\n${keys}`, {profile, path}), {
			instanceOf: RefusedError,
			message: `no profile can have the name ${shown}: a line break or a bracket ends a section header`,
		});
		t.is(error.hint, 'choose one with --profile');
	});
}

test('where the text is no file of the operator, every refusal has the hint that goes with it', t => {
	const place = {
		profile: 'default',
		path: 'the secret dcos-registry/s3-credentials',
		hint: 'store another with: dcos registry storage s3 --rotate',
	};
	const texts = {
		'': 'there is no profile "default" in the secret dcos-registry/s3-credentials; it has no profiles',
		'[default]': 'the profile "default" in the secret dcos-registry/s3-credentials has no aws_access_key_id',
		'[default]\nrole_arn = r':
			'the profile "default" in the secret dcos-registry/s3-credentials cannot be used: it takes on a role, whose keys expire',
		'[default]\n[default]': 'the profile "default" is in the secret dcos-registry/s3-credentials more than once',
		'[default]\nx':
			'line 2 of the secret dcos-registry/s3-credentials, in the profile "default", is neither NAME = VALUE nor a [section]',
	};
	for (const [text, message] of Object.entries(texts)) {
		const error = t.throws(() => keyPairIn(text, place), {instanceOf: RefusedError, message});
		t.is(error.hint, place.hint);
	}
});

test('a name that all AWS tools find in a header needs no quotes in a shell', t => {
	for (const name of ['default', 'a.b', 'me@example.com', 'dev-1_x', 'a/b:c%d+e']) t.true(isProfileName(name), name);
	for (const name of ['', 'my dev', 'a#b', 'a;b', '"a"', "it's", 'a\\b', 'büro', '$HOME', 'a]', '__proto__']) {
		t.false(isProfileName(name), name);
	}
});

for (const name of ['constructor', 'toString', '__proto__']) {
	test(`${name} is a profile and a setting like any other, and only what the file has`, t => {
		const text = `[${name}]\naws_access_key_id = A\n${name} = x\n`;
		t.is(chosenProfile(text, {profile: name, path: 'f'}).settings.get('aws_access_key_id')?.[0], 'A');
		t.throws(() => chosenProfile('[p]\na = b\n', {profile: name, path: 'f'}), {
			message: `there is no profile "${name}" in f; it has: p`,
		});
	});
}
