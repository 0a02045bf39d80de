import {type Cause, type Causes, refused, works} from './cause.ts';
import type {Scene} from './scene.ts';

const volumeOn = (agent: string) => ['storage', 'volume', '--container-path', 'packages', '--pinned-hostname', agent];

/** What there is to verify, and to choose, before a registry runs. */
export const notInstalledCauses: Causes = async scene => {
	const {options, operator} = scene;
	const words = ['storage', 'verify', '--endpoint-ca', operator.sandbox.caFile];
	return [
		refused('nothing to verify', words),
		refused('a local storage to verify', words, {before: () => options('{}\n')}),
		...chosen(scene, words),
		works('an agent that the cluster does not show', volumeOn('127.0.2.1')),
	];
};

function chosen({options, operator}: Scene, words: readonly string[]): Cause[] {
	const {s3, secrets} = operator.sandbox;
	const usual = {bucket: s3.bucket, path: 'packages', endpoint: s3.endpoint, 'credential-secret-path': 'keys'};
	const value = `[default]\naws_access_key_id = ${s3.accessKeyId}\naws_secret_access_key = ${s3.secretAccessKey}\n`;
	const saying = (values: Partial<typeof usual>) => ({
		exitCode: 1,
		before: async () => {
			secrets.secrets.set('keys', {value});
			await options(JSON.stringify({registry: {s3: {...usual, ...values}}}));
		},
	});
	return [
		refused('options without a secret to verify', words, saying({'credential-secret-path': ''})),
		refused('options with a bucket that does not exist', words, saying({bucket: 'pakcages'})),
		refused('options with an endpoint that cannot be', words, saying({endpoint: 'localhost:9000'})),
		works('options that were verified', words, {...saying({}), exitCode: 0}),
	];
}

/** What the package of DC/OS 1.12 does not have. */
export const olderCauses: Causes = async ({operator: {sandbox}}) => {
	sandbox.putRepository({name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'});
	return [refused('a volume in DC-OS 1.12', volumeOn('127.0.2.11'))];
};
