import test from 'ava';
import {UsageError} from '../../../src/errors/errors.ts';
import {s3Options, secretPath, setIn, storedKeys} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';

const inFile = (over: Readonly<Record<string, string>> = {}) => ({'o.json': JSON.stringify(s3Options(over))});
const nothing = {bucket: null, path: null, endpoint: null};

test('what the command line does not say, the options file says', async t => {
	const {report} = await setIn({files: inFile({bucket: 'c', path: 'q', endpoint: 'https://elsewhere'})}, nothing);
	t.like(report, {bucket: {name: 'c', path: 'q', endpoint: 'https://elsewhere'}});
});

test('the command line wins over the options file', async t => {
	const {report} = await setIn({files: inFile({bucket: 'c', path: 'q'})});
	t.like(report, {bucket: {name: 'b', path: 'p'}, optionsFile: {state: 'changed'}});
});

for (const [what, files, flags] of [
	['without an options file', {}, '--bucket, --path, --endpoint'],
	['with an options file that leaves the bucket empty', inFile({bucket: ''}), '--bucket'],
] as const) {
	test(`what nobody says has to be said, ${what}`, async t => {
		const {error} = await setIn({files}, nothing);
		t.true(error instanceof UsageError);
		t.is((error as Error).message, `storage s3 needs ${flags}: o.json does not say it either`);
	});
}

for (const [option, value, message] of [
	['bucket', 's3://c', '--bucket takes the name alone, not "s3://c"'],
	['path', '/', '--path takes a path of the registry\'s own in the bucket, such as dcos/packages, not "/"'],
] as const) {
	test(`what the options file says is checked like a flag: ${option}`, async t => {
		const {error} = await setIn({files: inFile({[option]: value})}, nothing);
		t.true(error instanceof UsageError);
		t.is((error as Error).message, message);
	});
}

test('path and endpoint have one spelling in the options', async t => {
	const {report} = await setIn({}, {path: '/p/', endpoint: 'https://Store:443/'});
	t.like(report, {bucket: {path: 'p', endpoint: 'https://store'}});
});

/** Where the secret goes, by flag, file and name of the service, and whether it is warned of. */
const places: readonly (readonly [string | null, string | null, string | null, string, RegExp | null])[] = [
	[null, null, null, secretPath, null],
	[null, null, 'team/r', 'team/r/s3-credentials', null],
	[null, 'dcos-registry/mine', null, 'dcos-registry/mine', null],
	[null, 'other/s3', null, secretPath, null],
	[null, 'registry-s3-credential-file', null, secretPath, null],
	['/dcos-registry/given', 'dcos-registry/mine', null, 'dcos-registry/given', null],
	['given', null, null, 'given', /"given" is at the root of the store, where every service may read it$/],
	['other/s3', null, null, 'other/s3', /can be read by services below \/other only, and not by dcos-registry$/],
	['team/s3', null, 'team/r', 'team/s3', /can be read by every service below \/team$/],
];

for (const [flag, file, name, path, warning] of places) {
	const asked = `--secret ${flag ?? 'unset'}, ${file ?? 'nothing'} in the file and the service ${name ?? 'unset'}`;
	test(`with ${asked} the secret is ${path}${warning === null ? '' : ', with a warning'}`, async t => {
		const files = file === null ? {} : inFile({'credential-secret-path': file});
		const {report, lines} = await setIn({files}, {secret: flag, serviceName: name});
		t.is(report?.secret.path, path);
		const warnings = lines.filter(line => line.startsWith('Warning: the secret'));
		t.is(warnings.length, warning === null ? 0 : 1);
		if (warning !== null) t.regex(warnings[0] ?? '', warning);
	});
}

test("the keys go up under the operator's own name for them", async t => {
	const credentials = storedKeys.replace('default', 'dev');
	const {report, secrets} = await setIn({files: {'keys.ini': credentials}}, {credentials: 'keys.ini', profile: 'dev'});
	t.like(report?.options, s3Options({'credential-profile-name': 'dev'}));
	t.is(secrets.get(secretPath), credentials);
});

test('the profile that the options file names is taken when no other is asked for', async t => {
	const credentials = storedKeys.replace('default', 'dev');
	const files = {'keys.ini': credentials, ...inFile({'credential-profile-name': 'dev'})};
	const {report} = await setIn({files}, {credentials: 'keys.ini'});
	t.like(report?.options, s3Options({'credential-profile-name': 'dev'}));
});

test('a registry that runs gets other keys under the name that it reads', async t => {
	const installed = {'dcos-registry': s3Options({'credential-profile-name': 'theirs'})};
	const cluster = storageCluster({installed, secrets: {[secretPath]: 'old'}});
	const {report, secrets} = await setIn({cluster}, {rotate: true});
	t.true(report?.installed);
	t.like(report?.options, s3Options({'credential-profile-name': 'theirs'}));
	t.is(secrets.get(secretPath), storedKeys.replace('default', 'theirs'));
});

test('a registry that runs keeps its keys where it looks for them, at the root too, and whatever the file says', async t => {
	const installed = {'dcos-registry': s3Options({'credential-secret-path': 'registry-s3-credential-file'})};
	const files = inFile({'credential-secret-path': 'dcos-registry/mine'});
	const {report, lines} = await setIn({cluster: storageCluster({installed}), files});
	t.is(report?.secret.path, 'registry-s3-credential-file');
	t.true(lines.some(line => line.includes('at the root of the store')));
});

test('a registry that runs with another secret makes no difference to the name', async t => {
	const installed = {'dcos-registry': s3Options({'credential-profile-name': 'theirs'})};
	const {report, secrets} = await setIn({cluster: storageCluster({installed})}, {secret: 'dcos-registry/new'});
	t.like(report?.options, s3Options({'credential-secret-path': 'dcos-registry/new'}));
	t.is(secrets.get('dcos-registry/new'), storedKeys);
});
