import type {JsonObject} from '../errors/json.ts';
import {type JsonPath, textAt} from '../options/json-path.ts';

/** Where each kind of storage has its options. Local storage is what remains when there are no others. */
export const optionsOf = {
	s3: ['registry', 's3'],
	volume: ['registry', 'mount-volume'],
} as const satisfies Record<string, JsonPath>;

export const s3Option = {
	secret: [...optionsOf.s3, 'credential-secret-path'],
	profile: [...optionsOf.s3, 'credential-profile-name'],
	bucket: [...optionsOf.s3, 'bucket'],
	path: [...optionsOf.s3, 'path'],
	endpoint: [...optionsOf.s3, 'endpoint'],
} as const satisfies Record<string, JsonPath>;

export const volumeOption = {
	containerPath: [...optionsOf.volume, 'container-path'],
	hostname: [...optionsOf.volume, 'pinned-hostname'],
} as const satisfies Record<string, JsonPath>;

export const accountSecretOption: JsonPath = ['registry', 'service-account-secret-path'];

/** The text of an option; null also for an empty one, which is how the package says that there is none. */
export function optionText(options: JsonObject, path: JsonPath): string | null {
	return textAt(options, path) || null;
}
