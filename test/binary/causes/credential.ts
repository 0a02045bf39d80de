import path from 'node:path';
import {parse} from 'ini';
import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

const accessKey = 'aws_access_key_id = AKIAEXAMPLE000000000';
const secretKey = 'aws_secret_access_key = canary-example-2pLk9xTn';

/** Profiles that have no keys of their own which last, by what is wrong with them. */
const profiles: Readonly<Record<string, string>> = {
	'a session token': `${accessKey}\n${secretKey}\naws_session_token = canary-session-FwoGZXIvYXdz`,
	'a role to take on': 'role_arn = arn:aws:iam::111122223333:role/packages\ncredential_source = Ec2InstanceMetadata',
	'keys from another profile': 'source_profile = default',
	'keys from a program': 'credential_process = /opt/bin/keys --for registry',
	'keys from a single sign-on': 'sso_session = company\nsso_account_id = 111122223333\nsso_role_name = packages',
	'keys from a web identity': 'web_identity_token_file = /var/run/token',
};

/** The places where nothing is read from, and the profiles that a registry could not live on. */
export const credentialCauses: Causes = async scene => [
	...unusableProfiles(scene),
	...unreadableFiles(scene),
	...usableFiles(scene),
];

const whole = `[registry]\n${accessKey}\n${secretKey}\n`;

const contents: Readonly<Record<string, string>> = {
	'a profile with a temporary key': whole.replace('AKIAEXAMPLE000000000', 'ASIAEXAMPLE000000000'),
	'a profile without an access key': `[registry]\n${secretKey}\n`,
	'a profile without a secret key': `[registry]\n${accessKey}\n`,
	'a profile with an empty key': `[registry]\n${accessKey}\naws_secret_access_key =\n`,
	'a profile that is there twice': `${whole}[default]\n${whole}`,
	'a profile with a line that says nothing': `${whole}canary-line\n`,
	'a profile that does not exist': whole.replace('registry', 'registri'),
	'a file without profiles': '# keys come later\n',
	'a secret key over 1 MiB': `${whole.trimEnd()}${'k'.repeat(1.1 * 1024 * 1024)}\n`,
};

function unusableProfiles({s3, write}: Scene): Cause[] {
	const cause = (of: string, text: string) =>
		refused(of, s3({credentials: 'credentials'}), {before: () => write('credentials', text)});
	return [
		...Object.entries(profiles).map(([what, lines]) => cause(`a profile with ${what}`, `[registry]\n${lines}\n`)),
		...Object.entries(contents).map(([of, text]) => cause(of, text)),
	];
}

function unreadableFiles({s3, write}: Scene): Cause[] {
	const holding = (of: string, bytes: Buffer) =>
		refused(of, s3({credentials: 'credentials'}), {before: () => write('credentials', bytes)});
	return [
		refused('no credential file', s3({credentials: 'missing'})),
		refused('no credential file at home', s3({credentials: null}), {env: {HOME: '/nonexistent'}}),
		refused('a credential file that is a directory', s3({credentials: '.'})),
		holding('a credential file that is binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1])),
		holding('a credential file in Latin-1', Buffer.from('# Schl\u00fcssel\n[registry]\n', 'latin1')),
	];
}

function usableFiles(scene: Scene): Cause[] {
	const {s3, write, operator} = scene;
	const keys = keyLines(scene);
	const fromEnvironment = {AWS_SHARED_CREDENTIALS_FILE: path.join(operator.directory, 'keys'), AWS_PROFILE: 'team'};
	return [
		works('a credential file that everybody can read', s3({credentials: 'credentials'}), {
			before: () => write('credentials', `[registry]\n${keys}`, 0o644),
			check: stored('registry', scene),
		}),
		works('a credential file and profile from the environment', s3({credentials: null, profile: null}), {
			env: fromEnvironment,
			before: () => write('keys', `${whole.replace('registry', 'default')}\n[team]\n${keys}`),
			check: stored('team', scene),
		}),
		works('a profile with quotes and line ends of Windows', s3({credentials: 'credentials'}), {
			before: () => write('credentials', windowsFile(scene)),
			check: stored('registry', scene),
		}),
	];
}

function windowsFile({operator}: Scene): string {
	const {secretAccessKey, accessKeyId} = operator.sandbox.s3;
	return [
		'[default]',
		'region = eu-west-1',
		'',
		'[profile registry]',
		`AWS_ACCESS_KEY_ID   =   "${accessKeyId}"`,
		`aws_secret_access_key='${secretAccessKey}'  `,
	].join('\r\n');
}

function keyLines({operator}: Scene): string {
	const {secretAccessKey, accessKeyId} = operator.sandbox.s3;
	return `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}

/** The secret holds the one profile, in the bytes that the registry's ini library reads as these keys. */
function stored(profile: string, scene: Scene): Cause['check'] {
	const {t, operator} = scene;
	const {secrets, s3} = operator.sandbox;
	return () => {
		const text = secrets.secrets.get('dcos-registry/s3-credentials')?.value.toString() ?? '';
		t.is(text, `[${profile}]\n${keyLines(scene)}`);
		const keys = {aws_access_key_id: s3.accessKeyId, aws_secret_access_key: s3.secretAccessKey};
		t.deepEqual({...parse(text)}, {[profile]: keys});
	};
}
