import test from 'ava';
import {FailedError, RefusedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {memoryBucket, refusing} from './memory-bucket.ts';
import {s3Options, secretPath} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';
import {secrets, type Traits, verified} from './verified-storage.ts';

const running = (options: JsonObject, stored: Readonly<Record<string, string>> = secrets) =>
	({cluster: storageCluster({installed: {'dcos-registry': options}, secrets: stored})}) as const;
const store = 'store keys that work: dcos registry storage s3 --rotate';

const failures: Readonly<Record<string, readonly [Traits, typeof FailedError, string, string | null]>> = {
	'a bucket that takes nothing': [
		{openObjectStore: () => memoryBucket({over: {list: refusing('NoSuchBucket')}}).store},
		FailedError,
		'could not list bucket "b" at https://store: there is no such bucket',
		null,
	],
	'keys that the store does not know': [
		{openObjectStore: () => memoryBucket({over: {list: refusing('InvalidAccessKeyId')}}).store},
		FailedError,
		'could not list bucket "b" at https://store: the store does not know the access key AKIA… of profile "default"',
		'store other keys with: dcos registry storage s3 --rotate',
	],
	'a secret that is gone': [
		running(s3Options(), {}),
		FailedError,
		`the secret ${secretPath} does not exist, so the registry cannot read its bucket after its next start`,
		store,
	],
	'options that name no secret': [
		running(s3Options({'credential-secret-path': ''})),
		FailedError,
		'the options name no secret with the keys, so the registry cannot read its bucket after its next start',
		store,
	],
	'a secret without the profile': [
		running(s3Options({'credential-profile-name': 'dev'})),
		FailedError,
		`there is no profile "dev" in the secret ${secretPath}; it has: default`,
		store,
	],
	'an endpoint that cannot work': [
		running(s3Options({endpoint: 'https://b.s3.us-east-1.amazonaws.com'})),
		FailedError,
		'the endpoint in the options cannot work: the bucket "b" stands in its host name; it has an option of its own',
		null,
	],
	'a storage on a disk': [
		running({}),
		RefusedError,
		"the installed registry keeps the packages on an agent's disk (storage local), where nothing can be tried",
		'dcos registry storage show tells what there is',
	],
	'neither a registry nor a file': [
		{cluster: storageCluster()},
		RefusedError,
		'no registry dcos-registry is installed, and there is no options file o.json',
		'name the registry with --service-name, or its options file with --options',
	],
	'a registry without its options, and no file': [
		{cluster: storageCluster({installed: {'dcos-registry': null}})},
		RefusedError,
		'the cluster did not keep the options of /dcos-registry, and there is no options file o.json',
		'name the registry with --service-name, or its options file with --options',
	],
	'a sealed store': [
		{cluster: storageCluster({installed: {'dcos-registry': s3Options()}, over: {sealed: async () => true}})},
		RefusedError,
		"the cluster's secret store is sealed: no secret can be read or written",
		null,
	],
};

for (const [what, [traits, kind, message, hint]] of Object.entries(failures)) {
	test(`${what} is told as ${kind === FailedError ? 'a storage that does not work' : 'nothing to try'}`, async t => {
		const {error} = await verified(traits);
		t.true(error instanceof kind, String(error));
		t.is(error?.message, message);
		if (hint !== null) t.is(error?.hint, hint);
	});
}
