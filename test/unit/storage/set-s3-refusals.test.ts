import test from 'ava';
import {FailedError, InterruptedError, RefusedError, UsageError} from '../../../src/errors/errors.ts';
import {memoryBucket, refusing} from './memory-bucket.ts';
import {s3Options, secretPath, setIn} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';

type Case = readonly [
	Parameters<typeof setIn>[0],
	Parameters<typeof setIn>[1],
	new (...given: never[]) => Error,
	RegExp,
];

const other = {dcos: s3Options({path: 'elsewhere'})};
const refusals: Readonly<Record<string, Case>> = {
	'a bucket that cannot be used': [
		{openObjectStore: () => memoryBucket({over: {put: refusing('AccessDenied')}}).store},
		{},
		RefusedError,
		/^could not put an object into bucket "b"/,
	],
	'a secret with another content': [
		{cluster: storageCluster({secrets: {[secretPath]: 'old'}})},
		{},
		RefusedError,
		/exists already with another content$/,
	],
	'a sealed store': [{cluster: storageCluster({over: {sealed: async () => true}})}, {}, RefusedError, /sealed/],
	'a registry with another path': [
		{cluster: storageCluster({installed: {'dcos-registry': other.dcos}})},
		{},
		RefusedError,
		/cannot be changed after the first deployment$/,
	],
	'a place that another registry has': [
		{cluster: storageCluster({installed: {mine: s3Options()}})},
		{},
		RefusedError,
		/no two registries may share one$/,
	],
	'an impossible endpoint': [{}, {endpoint: 'store'}, UsageError, /^--endpoint: "store" is no http\(s\) URL$/],
	'a profile that is not there': [{}, {profile: 'dev'}, RefusedError, /no profile "dev"/],
	'an authority that is none': [
		{files: {'ca.pem': 'text'}},
		{endpointCa: 'ca.pem'},
		RefusedError,
		/^the CA file ca\.pem holds no PEM certificate$/,
	],
	'an authority that is not there': [{}, {endpointCa: 'ca.pem'}, RefusedError, /^the CA file ca\.pem does not exist$/],
	'a file that cannot be written': [{}, {optionsPath: '/readonly/o'}, RefusedError, /^could not write/],
	'a no': [
		{cluster: storageCluster({insecure: true}), confirm: () => Promise.reject(new FailedError('declined'))},
		{},
		FailedError,
		/^declined$/,
	],
	'an interruption': [{interrupted: true}, {}, InterruptedError, /^interrupted/],
	'an interruption without a try': [{interrupted: true}, {skipVerify: true}, InterruptedError, /^interrupted/],
};

for (const [what, [traits = {}, over, kind, message]] of Object.entries(refusals)) {
	test(`${what} is told before anything is changed`, async t => {
		const before = new Map(traits.cluster?.secrets);
		const {error, done, secrets} = await setIn(traits, over);
		t.true(error instanceof kind, String(error));
		t.regex(error instanceof Error ? error.message : '', message);
		t.deepEqual([done, new Map(secrets)], [[], before]);
	});
}
