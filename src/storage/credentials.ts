import {parse} from 'ini';
import {didYouMean} from '../errors/did-you-mean.ts';
import {RefusedError} from '../errors/errors.ts';
import {inText, isJsonObject, type JsonObject} from '../errors/json.ts';
import {Secret} from '../errors/secret.ts';
import type {KeyPair} from '../s3/object-store.ts';

/** Where a profile gets its keys from when it has none of its own: they end, or only the operator's machine can get them. */
const indirections: Readonly<Record<string, string>> = {
	aws_session_token: 'it has a session token, so its keys expire',
	role_arn: 'it takes on a role, whose keys expire',
	source_profile: 'it takes its keys from another profile',
	credential_process: 'it gets its keys from a program',
	credential_source: 'it gets its keys from the machine it runs on',
	web_identity_token_file: 'it gets its keys from a web identity',
	sso_session: 'it gets its keys from a single sign-on',
	sso_start_url: 'it gets its keys from a single sign-on',
	sso_account_id: 'it gets its keys from a single sign-on',
};

/** The long-lived key pair of one profile. Throws a RefusedError that names the file and what to do instead. */
export function keyPairIn(text: string, {profile, path}: {profile: string; path: string}): KeyPair {
	const profiles = profilesIn(text);
	const found = profiles.get(profile);
	if (found === undefined) throw noSuchProfile(profile, path, [...profiles.keys()]);
	const indirect = Object.keys(indirections).find(key => found[key]);
	if (indirect !== undefined) {
		throw new RefusedError(`the profile "${profile}" in ${path} cannot be used: ${indirections[indirect]}`, {
			hint: 'the registry needs keys that do not expire: make an access key for an IAM user of its own and put it into a profile',
		});
	}
	return {
		accessKeyId: required(found, 'aws_access_key_id', {profile, path}),
		secretAccessKey: new Secret(required(found, 'aws_secret_access_key', {profile, path})),
	};
}

/**
 * The file that the registry will read: this profile and no other. Written without quotes, which the AWS tools take literally.
 * Two runs over the same keys give the same bytes.
 */
export function credentialFile({accessKeyId, secretAccessKey}: KeyPair, profile: string): Secret {
	const lines = [
		`[${profile}]`,
		`aws_access_key_id = ${accessKeyId}`,
		`aws_secret_access_key = ${secretAccessKey.reveal()}`,
	];
	return new Secret(`${lines.join('\n')}\n`);
}

function profilesIn(text: string): Map<string, Readonly<Record<string, string>>> {
	const document: unknown = parse(text.split(/\r?\n/).map(asAwsReadsIt).join('\n'));
	const sections = Object.entries(document as JsonObject).filter((entry): entry is [string, JsonObject] =>
		isJsonObject(entry[1]),
	);
	return new Map(sections.map(([name, keys]) => [profileName(name), textsIn(keys)]));
}

/** [name], [profile name] and [profile "a name"] all are. */
function profileName(section: string): string {
	return section
		.replace(/^profile\s+/, '')
		.trim()
		.replace(/^(["'])(.*)\1$/, '$2');
}

/** Upper case counts as lower case; the ini library makes true, false and null of these words. Lists and sections are no values of a profile. */
function textsIn(keys: JsonObject): Record<string, string> {
	const values = Object.entries(keys).filter(([, value]) => typeof value !== 'object' || value === null);
	return Object.fromEntries(values.map(([key, value]) => [key.toLowerCase(), inText(value)]));
}

/**
 * One line of the file as the ini library has to see it, to read what the AWS tools read: [a.b] is one section and not two in
 * each other, and only a `#` or `;` behind white space begins a comment, since keys of other stores may hold these.
 */
function asAwsReadsIt(line: string): string {
	const [, section] = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/.exec(line) ?? [];
	if (section !== undefined) return `[${section.replaceAll('.', '\\.')}]`;
	const equals = line.indexOf('=');
	if (equals === -1 || /^\s*[#;]/.test(line)) return line;
	const value = line
		.slice(equals + 1)
		.trim()
		.replace(/\s[#;].*$/, '');
	return `${line.slice(0, equals)}=${value.replaceAll(/[\\#;]/g, '\\$&')}`;
}

function required(
	keys: Readonly<Record<string, string>>,
	key: string,
	{profile, path}: {profile: string; path: string},
): string {
	const value = keys[key];
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	throw new RefusedError(`the profile "${profile}" in ${path} has no ${key}`, {
		hint: `put ${key} = … below [${profile}], or choose another profile with --profile`,
	});
}

function noSuchProfile(profile: string, path: string, names: readonly string[]): RefusedError {
	const meant = didYouMean(profile, names);
	const list = names.length === 0 ? 'it has none' : `it has: ${names.join(', ')}`;
	return new RefusedError(`there is no profile "${profile}" in ${path}; ${list}`, {
		hint: meant === null ? 'choose one with --profile' : `did you mean: --profile ${meant}`,
	});
}
