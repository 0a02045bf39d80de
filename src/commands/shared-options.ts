import type {Options} from '../cli/option.ts';
import {UsageError} from '../errors/errors.ts';

export const optionsFileOption = {
	kind: 'text',
	value: 'FILE',
	default: './registry-options.json',
	completes: 'file',
	describe: 'Options file that storage writes and install reads (default: ./registry-options.json)',
} as const satisfies Options[string];

export const serviceNameOption = {
	kind: 'text',
	value: 'NAME',
	describe: 'Name of the registry service (default: what the options file or the package says)',
} as const satisfies Options[string];

/** Marathon takes small letters, digits, hyphens and slashes only; null is no name at all. */
export function refuseUnlikelyName(name: string | null): void {
	if (name === null || /^\/?[a-z0-9]([a-z0-9/-]*[a-z0-9])?$/.test(name)) return;
	throw new UsageError(`"${name}" cannot be the name of a service`, {
		hint: 'small letters, digits, hyphens and slashes, e.g. dcos-registry or /infra/dcos-registry',
	});
}

/** For every command that changes something. */
export const confirmingOptions = {
	'dry-run': {kind: 'flag', describe: 'Show what would be done, and do nothing'},
	yes: {
		kind: 'flag',
		short: 'y',
		neverFromSettings: 'it answers every question',
		describe: 'Answer every question with yes',
	},
} as const satisfies Options;

/** How a store is reached: for every command that speaks to one. */
export const storeOptions = {
	region: {
		kind: 'text',
		value: 'NAME',
		describe: 'Region to sign for when the bucket is tried (default: from the endpoint, else us-east-1)',
	},
	'path-style': {
		kind: 'text',
		choices: ['auto', 'always', 'never'],
		default: 'auto',
		value: 'auto|always|never',
		describe: 'Bucket in the path, or in the host name (default: auto, finds out by asking)',
	},
	'endpoint-ca': {
		kind: 'text',
		value: 'FILE',
		completes: 'file',
		describe:
			"PEM certificate of the authority that signed the endpoint's certificate; the registry has to trust it too",
	},
} as const satisfies Options;
