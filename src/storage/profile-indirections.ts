import type {ProfileSection} from './profile-sections.ts';

/** Where a profile gets its keys from when it has no lasting ones of its own: they end, or only the operator's machine can get them. */
const indirections: readonly (readonly [RegExp, string])[] = [
	[/^aws_(?:session|security)_token$/, 'it has a session token, so its keys expire'],
	[/^role_arn$/, 'it takes on a role, whose keys expire'],
	[/^source_profile$/, 'it takes its keys from another profile'],
	[/^credential_process$/, 'it gets its keys from a program'],
	[/^credential_source$/, 'it gets its keys from the machine it runs on'],
	[/^web_identity_token_file$/, 'it gets its keys from a web identity'],
	[/^sso_/, 'it gets its keys from a single sign-on'],
	[/^login_session$/, 'it gets its keys from a login in the browser'],
];

/** Amazon's own ids of temporary keys; they are worth nothing without a session token. */
const temporaryId = /^ASIA[A-Z0-9]{16}$/;

/** Why the registry could not live on the profile's keys, in a clause; null when nothing is known against them. */
export function whyNotLasting(settings: ProfileSection['settings']): string | null {
	const given = [...settings].filter(([, values]) => values.some(value => value !== '')).map(([key]) => key);
	const indirection = indirections.find(([key]) => given.some(name => key.test(name)));
	if (indirection !== undefined) return indirection[1];
	const ids = settings.get('aws_access_key_id') ?? [];
	return ids.some(id => temporaryId.test(id)) ? 'its access key is a temporary one' : null;
}
