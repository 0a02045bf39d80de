import {RefusedError} from '../errors/errors.ts';
import {Secret} from '../errors/secret.ts';
import type {KeyPair} from '../s3/object-store.ts';
import {type CredentialPlace, chosenProfile, isProfileName, refusal} from './credential-profile.ts';
import {whyNotLasting} from './profile-indirections.ts';
import type {ProfileSection} from './profile-sections.ts';

type KeyName = 'aws_access_key_id' | 'aws_secret_access_key';

/** The long-lived key pair of one profile, as it stands there. Throws a RefusedError that says where and what to do instead. */
export function keyPairIn(text: string, place: CredentialPlace): KeyPair {
	const {settings} = chosenProfile(text, place);
	const reason = whyNotLasting(settings);
	if (reason !== null) {
		throw refusal(
			`the profile "${place.profile}" in ${place.path} cannot be used: ${reason}`,
			'the registry needs keys that do not expire: make an access key for an IAM user of its own and put it into a profile',
			place,
		);
	}
	return {
		accessKeyId: keyIn(settings, 'aws_access_key_id', place),
		secretAccessKey: new Secret(keyIn(settings, 'aws_secret_access_key', place)),
	};
}

/**
 * The file that the registry will read: this profile and no other. Written without quotes, which the AWS tools take literally.
 * Two runs over the same keys give the same bytes. Throws a RefusedError for what not all readers of such files read alike.
 */
export function credentialFile({accessKeyId, secretAccessKey}: KeyPair, profile: string): Secret {
	if (!isProfileName(profile)) {
		throw new RefusedError(
			`the profile name ${JSON.stringify(profile)} is not read alike by all programs that take a credential file`,
			{
				hint: 'rename its section, with letters, digits and _ - . : @ + % / only, and choose it with --profile',
			},
		);
	}
	const secret = secretAccessKey.reveal();
	const lines = [
		`[${profile}]`,
		`aws_access_key_id = ${storable(accessKeyId, 'aws_access_key_id', profile)}`,
		`aws_secret_access_key = ${storable(secret, 'aws_secret_access_key', profile)}`,
	];
	return new Secret(`${lines.join('\n')}\n`);
}

/** Visible ASCII without what begins a comment, quotes or escapes in one or another reader; some make these words no text. */
const alikeForAll = /^(?!(?:true|false|null)$)(?:(?![#;"'`\\])[!-~])+$/;

function storable(value: string, key: KeyName, profile: string): string {
	if (alikeForAll.test(value)) return value;
	const differing = 'white space, quotes, \\, #, ; and all beyond ASCII, and the bare words true, false and null';
	throw new RefusedError(
		`the ${key} of the profile "${profile}" is not read alike by all programs that take a credential file`,
		{
			details: [`these are what they differ in: ${differing}`],
			hint: 'make another access key without these and put it into the profile; those that Amazon makes never have them',
		},
	);
}

function keyIn(settings: ProfileSection['settings'], key: KeyName, place: CredentialPlace): string {
	const whose = `the profile "${place.profile}" in ${place.path}`;
	const [value = '', second] = settings.get(key) ?? [];
	if (second !== undefined) {
		throw refusal(`${whose} has ${key} more than once`, `leave one ${key} below [${place.profile}]`, place);
	}
	if (value.trim() === '') {
		const hint = `put ${key} = … below [${place.profile}], or choose another profile with --profile`;
		throw refusal(`${whose} has no ${key}`, hint, place);
	}
	// the AWS CLI takes it as a part of the key, the SDKs as a comment
	if (/(?:^|\s)[#;]/.test(value)) {
		const hint = 'put a comment on a line of its own; if it belongs to the key, make another access key without it';
		throw refusal(`${whose} has a # or ; in ${key} where some AWS tools begin a comment`, hint, place);
	}
	return value;
}
