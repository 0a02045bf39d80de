import {rm} from 'node:fs/promises';
import path from 'node:path';
import {type Cause, type Causes, refused, works} from './cause.ts';
import {install} from './installed.ts';
import type {Scene} from './scene.ts';

const secret = 'dcos-registry/s3-credentials';

/** What `storage verify` finds of a registry that runs. */
export const verificationCauses: Causes = async scene => {
	await install(scene);
	return [...brokenKeys(scene), ...brokenStores(scene), ...working(scene), rotation(scene)];
};

const verify = ({operator}: Scene) => ['storage', 'verify', '--endpoint-ca', operator.sandbox.caFile];

const keyFile = (profile: string, id: string, key = 'canary-revoked-7cVb3nMq') =>
	`[${profile}]\naws_access_key_id = ${id}\naws_secret_access_key = ${key}\n`;

function brokenKeys(scene: Scene): Cause[] {
	const {secrets, s3} = scene.operator.sandbox;
	const contents = {
		'stored keys that are no credential file': '{"key": "canary"}',
		'stored keys under another profile': keyFile('other', s3.accessKeyId),
		'stored keys that were revoked': keyFile('registry', 'AKIAREVOKED000000000'),
		'stored keys that were changed': keyFile('registry', s3.accessKeyId),
	};
	const missing = {exitCode: 1, before: () => secrets.secrets.delete(secret)};
	return [
		refused('stored keys that are missing', verify(scene), missing),
		...Object.entries(contents).map(([of, value]) =>
			refused(of, verify(scene), {exitCode: 1, before: () => secrets.secrets.set(secret, {value})}),
		),
	];
}

function brokenStores(scene: Scene): Cause[] {
	const {secrets, s3} = scene.operator.sandbox;
	const gone = {status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist'};
	return [
		refused('a bucket that was deleted', verify(scene), {
			exitCode: 1,
			before: () => s3.service.faults.fail('ListObjectsV2', gone),
		}),
		refused('a verification without the authority', ['storage', 'verify'], {exitCode: 1}),
		refused('a verification with a sealed store', verify(scene), {
			before: () => {
				secrets.sealed = true;
			},
		}),
	];
}

function working(scene: Scene): Cause[] {
	const lost = () => rm(path.join(scene.operator.directory, 'registry-options.json'));
	return [
		works('a storage that was verified', verify(scene)),
		works('a lost options file at verification', verify(scene), {before: lost}),
	];
}

/** The registry reads one profile's name, which stands in its options: a rotation puts the new keys under that name. */
function rotation(scene: Scene): Cause {
	const {s3, operator, t} = scene;
	return works('a rotation to keys of another profile', [...s3({profile: 'default'}), '--rotate', '--yes'], {
		check: async () => {
			const {secrets, s3: store} = operator.sandbox;
			const value = secrets.secrets.get(secret)?.value.toString();
			t.is(value, keyFile('registry', store.accessKeyId, store.secretAccessKey));
			const {exitCode, stderr} = await operator.run(verify(scene));
			t.is(exitCode, 0, stderr);
		},
	});
}
