import {command} from '../cli/command.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {diskLines} from './disk-text.ts';
import {confirmingOptions, optionsFileOption, serviceNameOption} from './shared-options.ts';

export const storageLocal = command({
	words: ['storage', 'local'],
	summary: 'Keep the packages on the disk of the agent that runs the registry',
	description:
		'Keep the packages on the disk of whichever agent runs the registry: for one instance, and gone with it. For trying things out.',
	examples: [{says: 'choose it for a registry that nobody depends on', line: 'dcos registry storage local'}],
	options: {options: optionsFileOption, 'service-name': serviceNameOption, ...confirmingOptions},
	request: values => ({
		optionsPath: values.options,
		serviceName: values['service-name'],
		choice: {backend: 'local'} as const,
		dryRun: values['dry-run'],
	}),
	run: async (request, world) => (await import('../storage/set-disk.ts')).setDisk(request, world),
	lines: async report => diskLines("local, on the disk of the registry's agent: its packages are gone with it", report),
	exitCode: () => exitCodes.done,
	schema: 'dcos-registry/storage-local/v1',
});
