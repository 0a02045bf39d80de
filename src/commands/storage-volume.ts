import {command} from '../cli/command.ts';
import {UsageError} from '../errors/errors.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {containerPath, missingFlags} from '../storage/place-checks.ts';
import {diskLines} from './disk-text.ts';
import {confirmingOptions, optionsFileOption, serviceNameOption} from './shared-options.ts';

export const storageVolume = command({
	words: ['storage', 'volume'],
	summary: 'Keep the packages on a mount volume of one agent',
	description:
		'Keep the packages on a mount volume of one agent: for one instance, which runs on that agent and nowhere else. DC/OS 1.13 and newer.',
	examples: [
		{
			says: 'use the mount volume of the agent 10.0.3.7',
			line: 'dcos registry storage volume --container-path package-registry --pinned-hostname 10.0.3.7',
		},
	],
	options: {
		'container-path': {kind: 'text', value: 'NAME', describe: 'Name of the volume in the container (required)'},
		'pinned-hostname': {
			kind: 'text',
			value: 'HOST',
			completes: 'hostname',
			describe: 'Hostname of the agent that has the volume, as dcos node list shows it (required)',
		},
		options: optionsFileOption,
		'service-name': serviceNameOption,
		...confirmingOptions,
	},
	request(values) {
		const {'container-path': path, 'pinned-hostname': hostname} = values;
		if (path === null || hostname === null) {
			const flags = missingFlags({'container-path': path, 'pinned-hostname': hostname});
			throw new UsageError(`storage volume needs ${flags}`, {hint: 'dcos registry storage volume --help'});
		}
		return {
			optionsPath: values.options,
			serviceName: values['service-name'],
			choice: {backend: 'volume', containerPath: containerPath(path), hostname} as const,
			dryRun: values['dry-run'],
		};
	},
	run: async (request, world) => (await import('../storage/set-disk.ts')).setDisk(request, world),
	async lines(report) {
		const {storage} = report;
		const where = storage.backend === 'volume' ? `${storage.containerPath} on the agent ${storage.hostname}` : '';
		return diskLines(`volume, ${where}`, report);
	},
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/storage-volume/v1',
});
