import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {localFiles} from '../../../src/files/local-files.ts';
import {profileToUse, readKeyPair} from '../../../src/storage/credential-source.ts';
import type {World} from '../../../src/world.ts';

const text = '[default]\naws_access_key_id = A\naws_secret_access_key = canary\n';

type Given = {mode?: number | null; env?: World['env']; content?: Buffer};

function worldWith(existing: string, {mode = 0o600, env = {}, content = Buffer.from(text)}: Given = {}) {
	const warnings: string[] = [];
	const world = {
		env,
		files: {
			home: '/home/me',
			read: async (path: string) => (path === existing ? content : null),
			mode: async () => mode,
		},
		progress: {warn: (line: string) => warnings.push(line)},
	} as unknown as World;
	return {world, warnings};
}

const elsewhere = {AWS_SHARED_CREDENTIALS_FILE: '/from-env'};
const places: readonly (readonly [string, string | null, World['env'], string])[] = [
	['--credentials', '/given', elsewhere, '/given'],
	['--credentials, with the home directory in short', '~/given', elsewhere, '/home/me/given'],
	['AWS_SHARED_CREDENTIALS_FILE', null, elsewhere, '/from-env'],
	[
		'that, with the home directory in short',
		null,
		{AWS_SHARED_CREDENTIALS_FILE: '~/.aws/other'},
		'/home/me/.aws/other',
	],
	['that, below a directory of another user', null, {AWS_SHARED_CREDENTIALS_FILE: '~you/c'}, '~you/c'],
	['the home directory', null, {}, '/home/me/.aws/credentials'],
	['the home directory, with an empty variable', null, {AWS_SHARED_CREDENTIALS_FILE: ''}, '/home/me/.aws/credentials'],
];

for (const [place, path, env, existing] of places) {
	test(`the keys come from ${place} when nothing before it says where`, async t => {
		const {world, warnings} = worldWith(existing, {env});
		t.is((await readKeyPair({path, profile: 'default'}, world)).accessKeyId, 'A');
		t.deepEqual(warnings, []);
	});
}

test('the profile is the wanted one, else that of AWS_PROFILE, else that of the options file, else default', t => {
	t.is(profileToUse('a', 'c', {AWS_PROFILE: 'b'}), 'a');
	t.is(profileToUse(null, 'c', {AWS_PROFILE: 'b'}), 'b');
	t.is(profileToUse(null, 'c', {AWS_PROFILE: ''}), 'c');
	t.is(profileToUse(null, 'c', {}), 'c');
	t.is(profileToUse(null, null, {}), 'default');
});

test('a file that does not exist is refused with its name', async t => {
	const {world} = worldWith('/elsewhere');
	const error = await t.throwsAsync(readKeyPair({path: '/given', profile: 'default'}, world), {
		instanceOf: RefusedError,
		message: 'there is no AWS credential file /given',
	});
	t.is(error.hint, 'name one with --credentials, or make it: aws configure');
});

test('a directory is refused as one', async t => {
	const directory = await mkdtemp(join(tmpdir(), 'credential-source-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const world = {...worldWith('').world, files: localFiles()};
	const error = await t.throwsAsync(readKeyPair({path: directory, profile: 'default'}, world), {
		instanceOf: RefusedError,
		message: `could not read ${directory}: it is a directory`,
	});
	t.is(error.hint, 'name a file, and one that you may read, with --credentials');
});

const binary = 'it is binary, or text in UTF-16';
const noText = 'it is not text in UTF-8';
for (const [what, content, reason] of [
	['of zeros between', Buffer.from(text.replace('canary', 'can\0ary')), binary],
	['in UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), binary],
	['in Latin-1', Buffer.from(`# für mich\n${text}`, 'latin1'), noText],
	['cut in a character', Buffer.concat([Buffer.from(text), Buffer.from([0xc3])]), noText],
] as const) {
	test(`a file ${what} is refused and not parsed`, async t => {
		const {world, warnings} = worldWith('/given', {content, mode: 0o644});
		const error = await t.throwsAsync(readKeyPair({path: '/given', profile: 'default'}, world), {
			instanceOf: RefusedError,
			message: `/given is not an AWS credential file: ${reason}`,
		});
		t.is(error.hint, 'save it as text in UTF-8, or name another file with --credentials');
		t.deepEqual(warnings, []);
	});
}

test('a byte order mark of UTF-8 is left out', async t => {
	const {world} = worldWith('/given', {content: Buffer.from(`\uFEFF${text}`)});
	t.is((await readKeyPair({path: '/given', profile: 'default'}, world)).accessKeyId, 'A');
});

for (const mode of [0o600, 0o400, 0o711, null]) {
	test(`a file of mode ${mode?.toString(8) ?? 'unknown'} is not warned of`, async t => {
		const {world, warnings} = worldWith('/given', {mode});
		await readKeyPair({path: '/given', profile: 'default'}, world);
		t.deepEqual(warnings, []);
	});
}

for (const mode of [0o640, 0o604, 0o644, 0o620]) {
	test(`a file of mode ${mode.toString(8)} is warned of with what to do`, async t => {
		const {world, warnings} = worldWith('/my files/c', {mode});
		await readKeyPair({path: '/my files/c', profile: 'default'}, world);
		t.deepEqual(warnings, [
			`Warning: /my files/c can be read or changed by others on this machine (mode 0${mode.toString(8)}); chmod 600 '/my files/c'`,
		]);
	});
}
