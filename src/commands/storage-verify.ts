import {command} from '../cli/command.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import type {PathStyle} from '../storage/bucket-address.ts';
import {confirmingOptions, optionsFileOption, serviceNameOption, storeOptions} from './shared-options.ts';

export const storageVerify = command({
	words: ['storage', 'verify'],
	summary: 'Try the bucket again with the stored keys',
	description:
		'Try the bucket with real requests and the keys that are stored, as the registry uses them: that of the registry that runs, else that of the options file. Fit for cron: the exit code is 1 when the storage does not work.',
	examples: [
		{says: 'see whether the registry that runs can still use its bucket', line: 'dcos registry storage verify'},
		{
			says: 'the same from cron, on a store of your own with a private certificate authority',
			line: 'dcos registry storage verify --endpoint-ca ca.pem --quiet',
		},
	],
	options: {
		options: optionsFileOption,
		'service-name': serviceNameOption,
		...storeOptions,
		yes: confirmingOptions.yes,
	},
	request: values => ({
		optionsPath: values.options,
		serviceName: values['service-name'],
		region: values.region,
		pathStyle: values['path-style'] as PathStyle,
		endpointCa: values['endpoint-ca'],
	}),
	run: async (request, world) => (await import('../storage/verify.ts')).verifyStorage(request, world),
	lines: async ({service, tried, secret, bucket}) => [
		`The storage of ${service} works: list, put, get, delete and an upload in parts.`,
		`tried     the storage of the ${tried}`,
		`storage   s3, bucket ${bucket.name}, path ${bucket.path}, ${bucket.endpoint}`,
		`secret    ${secret}`,
	],
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/storage-verify/v1',
});
