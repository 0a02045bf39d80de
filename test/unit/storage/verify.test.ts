import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {s3Options, secretPath} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';
import {secrets, verified} from './verified-storage.ts';

const fileWith = (options: JsonObject) => ({'o.json': JSON.stringify(options)});

test('the registry that runs is tried with the stored keys, and nothing is changed', async t => {
	const {report, done, questions} = await verified();
	const bucket = {name: 'b', path: 'p', endpoint: 'https://store', addressing: 'path'} as const;
	t.deepEqual(report, {service: 'dcos-registry', tried: 'installed registry', secret: secretPath, bucket});
	t.deepEqual([done, questions], [[], []]);
});

test('what runs counts, and not what the options file says by now', async t => {
	const {report} = await verified({files: fileWith(s3Options({bucket: 'c'}))});
	t.like(report, {tried: 'installed registry', bucket: {name: 'b'}});
});

for (const [what, installed] of [
	['no registry runs', {}],
	['the cluster did not keep its options', {'dcos-registry': null}],
] as const) {
	test(`the options file counts when ${what}`, async t => {
		const cluster = storageCluster({installed, secrets});
		const {report} = await verified({cluster, files: fileWith(s3Options({bucket: 'c'}))});
		t.like(report, {tried: 'options file', bucket: {name: 'c'}});
	});
}

test('a repository that does not answer makes no difference', async t => {
	const cluster = storageCluster({config: 'broken', installed: {'dcos-registry': s3Options()}, secrets});
	t.like((await verified({cluster})).report, {tried: 'installed registry'});
});

test('region and addressing are those that were asked for', async t => {
	const {buckets, report} = await verified({}, {region: 'eu-west-1', pathStyle: 'never'});
	t.like(buckets[0], {region: 'eu-west-1', pathStyle: false, bucket: 'b'});
	t.like(report, {bucket: {addressing: 'host'}});
});

test('without a name for the keys they are those of the profile "default", as the registry takes them', async t => {
	const cluster = storageCluster({installed: {'dcos-registry': s3Options({'credential-profile-name': ''})}, secrets});
	t.like((await verified({cluster})).report, {secret: secretPath});
});

test('whoever may be in the middle has to be wanted', async t => {
	const cluster = storageCluster({insecure: true, installed: {'dcos-registry': s3Options()}, secrets});
	const {questions, error, buckets} = await verified({
		cluster,
		confirm: () => Promise.reject(new FailedError('declined')),
	});
	t.is(questions.length, 1);
	t.is(error?.message, 'declined');
	t.deepEqual(buckets, []);
});
