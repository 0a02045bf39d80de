import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {readKeyPair} from '../../../src/storage/credential-source.ts';
import type {World} from '../../../src/world.ts';

const text = '[default]\naws_access_key_id = A\naws_secret_access_key = s\n';

function worldWith(existing: string, {mode = 0o600, env = {}}: {mode?: number | null; env?: World['env']} = {}) {
	const warnings: string[] = [];
	const world = {
		env,
		files: {
			home: '/home/me',
			read: async (path: string) => (path === existing ? Buffer.from(text) : null),
			mode: async () => mode,
		},
		progress: {warn: (line: string) => warnings.push(line)},
	} as unknown as World;
	return {world, warnings};
}

const places: readonly (readonly [string, string | null, World['env'], string])[] = [
	['--credentials', '/given', {AWS_SHARED_CREDENTIALS_FILE: '/from-env'}, '/given'],
	['AWS_SHARED_CREDENTIALS_FILE', null, {AWS_SHARED_CREDENTIALS_FILE: '/from-env'}, '/from-env'],
	['the home directory', null, {}, '/home/me/.aws/credentials'],
];

for (const [place, path, env, existing] of places) {
	test(`the keys come from ${place} when nothing before it says where`, async t => {
		const {world, warnings} = worldWith(existing, {env});
		t.is((await readKeyPair({path, profile: 'default'}, world)).accessKeyId, 'A');
		t.deepEqual(warnings, []);
	});
}

test('a file that does not exist is refused with its name', async t => {
	const {world} = worldWith('/elsewhere');
	await t.throwsAsync(readKeyPair({path: '/given', profile: 'default'}, world), {
		instanceOf: RefusedError,
		message: 'there is no AWS credential file /given',
	});
});

for (const [mode, warned] of [
	[0o600, false],
	[0o400, false],
	[0o640, true],
	[0o604, true],
	[null, false],
] as const) {
	test(`a file of mode ${mode?.toString(8) ?? 'unknown'} is ${warned ? '' : 'not '}warned of`, async t => {
		const {world, warnings} = worldWith('/given', {mode});
		await readKeyPair({path: '/given', profile: 'default'}, world);
		t.is(warnings.length, warned ? 1 : 0);
		if (mode !== null && warned)
			t.regex(warnings[0] ?? '', new RegExp(`mode 0${mode.toString(8)}\\); chmod 600 /given`));
	});
}
