import test from 'ava';
import {setS3} from '../../../src/storage/set-s3.ts';
import {showStorage} from '../../../src/storage/show.ts';
import {
	published112,
	publishedS3,
	publishedSample,
	publishedSampleMended,
	publishedVolume,
} from '../../support/published-options.ts';
import {s3Request, secretPath} from './s3-requests.ts';
import {oldConfig, storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';

const bucket = 's3 (bucket my-bucket, path my-path-in-bucket, endpoint https://s3.us-east-1.amazonaws.com)';
const volume = 'volume (container-path package-registry, pinned-hostname a.specific.node.com)';
const of112 = () => storageCluster({config: oldConfig, version: '1.12.4'});

const published = {
	'the file of 1.12': {text: published112, cluster: of112, storage: bucket},
	'the mount volume': {text: publishedVolume, cluster: storageCluster, storage: volume},
	'the bucket': {text: publishedS3, cluster: storageCluster, storage: bucket},
	'the sample': {text: publishedSample, cluster: storageCluster, storage: bucket},
};

for (const [what, {text, cluster, storage}] of Object.entries(published)) {
	test(`${what} that is published is understood as it was meant, without a key that has no effect`, async t => {
		const {world, lines} = storageWorld({cluster: cluster(), files: {'o.json': text}});
		const {optionsFile} = await showStorage({optionsPath: 'o.json', serviceName: null}, world);
		t.deepEqual(optionsFile, {path: 'o.json', exists: true, backend: storage.split(' ')[0] ?? '', storage});
		t.deepEqual(
			lines.map(line => line.replace(/ \(.*/, '')),
			text === publishedSample ? ['Warning: the options file o.json has a stray quotation mark in line 16'] : [],
		);
	});
}

/** What the command line does not say is as the file has it. */
const fromFile = {...s3Request, bucket: null, path: null, endpoint: null};

for (const [what, text, cluster, after] of [
	['the file of 1.12', published112, of112, published112.replace('registry-s3-credential-file', secretPath)],
	[
		'the sample',
		publishedSample,
		storageCluster,
		publishedSampleMended.replace('dcos-registry-s3-credential-file', secretPath),
	],
] as const) {
	test(`${what} that is published names the bucket, and keeps its order and its spaces`, async t => {
		const {world, files} = storageWorld({cluster: cluster(), files: {'o.json': text}});
		await setS3(fromFile, world);
		t.is(files.get('o.json'), after);
	});
}

test('the bucket that is published gets the instances that can share it', async t => {
	const {world, files} = storageWorld({files: {'o.json': publishedS3}});
	await setS3(fromFile, world);
	const kept = publishedS3.replace('dcos-registry-s3-credential-file', secretPath).replace(/\n\}\n$/, '');
	t.is(files.get('o.json'), `${kept},\n    "service": {\n        "instances": 2\n    }\n}\n`);
});
