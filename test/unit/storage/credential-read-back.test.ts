import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {S3Client} from '@aws-sdk/client-s3';
import test from 'ava';
import fc from 'fast-check';
import {parse} from 'ini';
import {Secret} from '../../../src/errors/secret.ts';
import {isProfileName} from '../../../src/storage/credential-profile.ts';
import {credentialFile, keyPairIn} from '../../../src/storage/credentials.ts';
import {runs} from '../../support/runs.ts';

const fileOf = (accessKeyId: string, secret: string, profile: string) =>
	credentialFile({accessKeyId, secretAccessKey: new Secret(secret)}, profile).reveal();

/** Of all values those that are allowed, some of them with the characters that other readers stumble over. */
const value = fc
	.oneof(fc.base64String({minLength: 4, maxLength: 40}), fc.stringMatching(/^[!-~]{1,40}$/), fc.string())
	.filter(text => isAllowed(() => fileOf(text, text, 'default')));
const profile = fc
	.oneof(fc.stringMatching(/^[\w@+.%:/-]{1,20}$/), fc.constantFrom('default', 'a.b', 'me@example.com'))
	// the ini library takes no section that is, or is in, one like __proto__
	.filter(name => isProfileName(name) && name.split('.').every(part => !(part in {})));

function isAllowed(write: () => unknown): boolean {
	try {
		write();
		return true;
	} catch {
		return false;
	}
}

test('what is uploaded is read back as the same keys, by us and by an ini library', t => {
	fc.assert(
		fc.property(value, value, profile, (id, secret, name) => {
			const text = fileOf(id, secret, name);
			const pair = keyPairIn(text, {profile: name, path: 'f'});
			t.deepEqual([pair.accessKeyId, pair.secretAccessKey.reveal()], [id, secret]);
			t.deepEqual({...sectionIn(text, name)}, {aws_access_key_id: id, aws_secret_access_key: secret});
		}),
		{numRuns: runs(2000)},
	);
});

/** The ini library takes a dot in a header for a section inside another. */
function sectionIn(text: string, name: string): Record<string, unknown> {
	return name.split('.').reduce((section, part) => section[part], parse(text));
}

test.serial('what is uploaded is read back as the same keys by the AWS SDK', async t => {
	const directory = await mkdtemp(join(tmpdir(), 'credential-file-'));
	t.teardown(() => rm(directory, {recursive: true}));
	process.env.AWS_CONFIG_FILE = join(directory, 'none');
	let run = 0;
	await fc.assert(
		fc.asyncProperty(value, value, profile, async (id, secret, name) => {
			// a path of its own each time, since the SDK remembers what it has read
			process.env.AWS_SHARED_CREDENTIALS_FILE = join(directory, `${run++}`);
			await writeFile(process.env.AWS_SHARED_CREDENTIALS_FILE, fileOf(id, secret, name));
			const client = new S3Client({region: 'us-east-1', profile: name});
			const {accessKeyId, secretAccessKey, sessionToken} = await client.config.credentials();
			client.destroy();
			t.deepEqual([accessKeyId, secretAccessKey, sessionToken], [id, secret, undefined]);
		}),
		{numRuns: runs(300)},
	);
});
