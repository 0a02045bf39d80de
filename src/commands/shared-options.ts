import type {Options} from '../cli/option.ts';

export const optionsFileOption = {
	kind: 'text',
	value: 'FILE',
	default: './registry-options.json',
	describe: 'Options file that storage writes and install reads (default: ./registry-options.json)',
} as const satisfies Options[string];

export const serviceNameOption = {
	kind: 'text',
	value: 'NAME',
	describe: 'Name of the registry service (default: what the options file or the package says)',
} as const satisfies Options[string];

/** For every command that changes something. */
export const confirmingOptions = {
	'dry-run': {kind: 'flag', describe: 'Show what would be done, and do nothing'},
	yes: {kind: 'flag', short: 'y', neverFromSettings: true, describe: 'Answer every question with yes'},
} as const satisfies Options;
