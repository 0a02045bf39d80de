import type {JsonPath} from '../options/json-path.ts';

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
