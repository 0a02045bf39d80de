import {command} from '../cli/command.ts';
import {pasteable} from '../errors/command-line.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {appId} from '../registry/naming.ts';
import type {PathStyle} from '../storage/bucket-address.ts';
import {secretPath} from '../storage/place-checks.ts';
import {confirmingOptions, optionsFileOption, serviceNameOption, storeOptions} from './shared-options.ts';
import {changeInWords, optionsInWords} from './storage-text.ts';

export const storageS3 = command({
	words: ['storage', 's3'],
	summary: 'Keep the packages in an S3 bucket',
	description:
		'Keep the packages in a bucket of Amazon S3 or of a store that speaks its protocol, so that several registries can share them.',
	examples: [
		{
			says: 'keep the packages in a bucket on Amazon S3, with the keys of the AWS profile "registry"',
			line: 'dcos registry storage s3 --bucket my-packages --path dcos --endpoint https://s3.us-east-1.amazonaws.com --profile registry',
		},
		{
			says: 'the same on a store of your own with a private certificate authority',
			line: 'dcos registry storage s3 --bucket my-packages --path dcos --endpoint https://minio.example.com:9000 --endpoint-ca ca.pem',
		},
	],
	options: {
		bucket: {
			kind: 'text',
			value: 'NAME',
			describe: "Bucket that holds the packages; it must exist (default: the options file's)",
		},
		path: {
			kind: 'text',
			value: 'PATH',
			describe: "Path in the bucket, for this registry alone (default: the options file's)",
		},
		endpoint: {
			kind: 'text',
			value: 'URL',
			describe: "Where the store answers, e.g. https://s3.us-east-1.amazonaws.com (default: the options file's)",
		},
		...storeOptions,
		credentials: {
			kind: 'text',
			value: 'FILE',
			completes: 'file',
			describe: 'AWS credential file (default: AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/credentials)',
		},
		profile: {
			kind: 'text',
			value: 'NAME',
			completes: 'profile',
			describe: "Profile whose keys the registry gets (default: AWS_PROFILE, else the options file's, else default)",
		},
		secret: {
			kind: 'text',
			value: 'PATH',
			describe: 'Where the keys are stored (default: where they are, else <service name>/s3-credentials)',
		},
		rotate: {
			kind: 'flag',
			neverFromSettings: 'it overwrites a secret',
			describe: 'Replace a stored secret that has another content',
		},
		'service-name': serviceNameOption,
		instances: {kind: 'count', least: 1, most: 100, describe: 'How many registries run (default: 2)'},
		'skip-verify': {
			kind: 'flag',
			describe: 'Do not try the bucket before the keys are stored',
		},
		options: optionsFileOption,
		...confirmingOptions,
	},
	request(values) {
		return {
			optionsPath: values.options,
			bucket: values.bucket,
			path: values.path,
			endpoint: values.endpoint,
			region: values.region,
			pathStyle: values['path-style'] as PathStyle,
			endpointCa: values['endpoint-ca'],
			credentials: values.credentials,
			profile: values.profile,
			secret: values.secret === null ? null : secretPath(values.secret),
			rotate: values.rotate,
			serviceName: values['service-name'],
			instances: values.instances,
			skipVerify: values['skip-verify'],
			dryRun: values['dry-run'],
		};
	},
	run: async (request, world) => (await import('../storage/set-s3.ts')).setS3(request, world),
	async lines({dryRun, service, installed, secret, optionsFile, bucket}) {
		const nothing = secret.state === 'unchanged' && optionsFile.state === 'unchanged';
		const restart = installed && secret.state === 'replaced' && !dryRun;
		return [
			...(nothing ? ['Nothing to do: the storage is set like this already.'] : []),
			`storage   s3, bucket ${bucket.name}, path ${bucket.path}${bucket.verified ? ', tried with real requests' : ', not tried'}`,
			`secret    ${secret.path} ${changeInWords(secret.state, dryRun)}`,
			...optionsInWords(optionsFile, dryRun),
			...(restart ? [pasteable`restart   dcos marathon app restart ${appId(service)}`] : []),
			`next      dcos registry ${installed ? 'storage verify' : 'install'} ${pasteable`--options ${optionsFile.path}`}`,
		];
	},
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/storage-s3/v1',
});
