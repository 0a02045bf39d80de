import {command} from '../cli/command.ts';
import {UsageError} from '../errors/errors.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {confirmingOptions, optionsFileOption, serviceNameOption} from './shared-options.ts';

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
		bucket: {kind: 'text', value: 'NAME', describe: 'Bucket that holds the packages; it must exist (required)'},
		path: {kind: 'text', value: 'PATH', describe: 'Path in the bucket, for this registry alone (required)'},
		endpoint: {
			kind: 'text',
			value: 'URL',
			describe: 'Where the store answers, e.g. https://s3.us-east-1.amazonaws.com (required)',
		},
		region: {
			kind: 'text',
			value: 'NAME',
			describe: 'Region of the bucket (default: from the endpoint, else us-east-1)',
		},
		'path-style': {
			kind: 'text',
			choices: ['auto', 'always', 'never'],
			default: 'auto',
			value: 'auto|always|never',
			describe: 'Bucket in the path, or in the host name (default: auto, in the path except on Amazon S3)',
		},
		'endpoint-ca': {
			kind: 'text',
			value: 'FILE',
			describe: "PEM certificate of the authority that signed the endpoint's certificate",
		},
		credentials: {
			kind: 'text',
			value: 'FILE',
			describe: 'AWS credential file (default: AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/credentials)',
		},
		profile: {
			kind: 'text',
			value: 'NAME',
			describe: 'Profile whose keys the registry gets (default: AWS_PROFILE, else default)',
		},
		secret: {
			kind: 'text',
			value: 'PATH',
			describe: 'Where the keys are stored (default: <service name>/s3-credentials)',
		},
		rotate: {kind: 'flag', neverFromSettings: true, describe: 'Replace a stored secret that has another content'},
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
		const missing = (['bucket', 'path', 'endpoint'] as const).filter(name => values[name] === null);
		if (missing.length > 0) {
			const flags = missing.map(name => `--${name}`).join(', ');
			throw new UsageError(`storage s3 needs ${flags}`, {hint: 'dcos registry storage s3 --help'});
		}
		return {
			optionsPath: values.options,
			bucket: values.bucket ?? '',
			path: values.path ?? '',
			endpoint: values.endpoint ?? '',
			region: values.region,
			pathStyle: values['path-style'] as 'auto' | 'always' | 'never',
			endpointCa: values['endpoint-ca'],
			credentials: values.credentials,
			profile: values.profile,
			secret: values.secret,
			rotate: values.rotate,
			serviceName: values['service-name'],
			instances: values.instances,
			skipVerify: values['skip-verify'],
			dryRun: values['dry-run'],
		};
	},
	run: async (request, world) => (await import('../storage/set-s3.ts')).setS3(request, world),
	async text({dryRun, secret, optionsFile, bucket}) {
		const would = dryRun ? 'would be ' : '';
		const nothing = secret.state === 'unchanged' && optionsFile.state === 'unchanged';
		const change = (state: string) => (state === 'unchanged' ? state : `${would}${state}`);
		return [
			...(nothing ? ['Nothing to do: the storage is set like this already.'] : []),
			`storage   s3, bucket ${bucket.name}, path ${bucket.path}${bucket.verified ? ', tried with real requests' : ', not tried'}`,
			`secret    ${secret.path} ${change(secret.state)}`,
			`options   ${optionsFile.path} ${change(optionsFile.state)}`,
			...optionsFile.removed.map(key => `          ${key} ${would}removed: there is exactly one storage`),
			`next      dcos registry install --options ${optionsFile.path}`,
			'',
		].join('\n');
	},
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/storage-s3/v1',
});
