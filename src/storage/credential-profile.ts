import {pasteable} from '../errors/command-line.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {RefusedError} from '../errors/errors.ts';
import {type ProfileSection, profilesIn} from './profile-sections.ts';

/** Where keys are looked for, in the words of the messages. */
export type CredentialPlace = {
	profile: string;
	/** The file, or words that stand for it: the secret dcos-registry/s3-credentials. */
	path: string;
	/** Takes the place of every hint here, since those talk of a file that the operator edits and of --profile. */
	hint?: string;
};

/** A profile's name that all AWS tools find in a section header; the shell needs no quotes around it either. */
export function isProfileName(name: string): boolean {
	// the AWS SDK for JavaScript throws at this one
	return /^[\w@+.%:/-]+$/.test(name) && name !== '__proto__';
}

/** The one section of the profile, with settings only. Throws a RefusedError when there is none, or none that is clear. */
export function chosenProfile(text: string, place: CredentialPlace): ProfileSection {
	const {profile, path} = place;
	if (/[\p{Cc}[\]]/u.test(profile)) throw impossibleName(place);
	const profiles = profilesIn(text);
	const [found, second] = profiles.filter(({name}) => name === profile);
	if (found === undefined) throw noSuchProfile(profiles, place);
	// the AWS CLI refuses such a file, the SDKs merge or take the last one: who reads it decides which keys they are
	if (second !== undefined) {
		const hint = `leave one section for ${profile} in it`;
		throw refusal(`the profile "${profile}" is in ${path} more than once`, hint, place);
	}
	const [stray] = found.strayLines;
	if (stray === undefined) return found;
	// the line itself may be the rest of a key, so it is not shown
	const what = `line ${stray} of ${path}, in the profile "${profile}", is neither NAME = VALUE nor a [section]`;
	throw refusal(what, 'correct the line, or put a # in front of it', place);
}

/** With the hint of the place, when it has one of its own. */
export function refusal(message: string, hint: string, place: CredentialPlace): RefusedError {
	return new RefusedError(message, {hint: place.hint ?? hint});
}

function impossibleName(place: CredentialPlace): RefusedError {
	const what = `no profile can have the name ${JSON.stringify(place.profile)}: a line break or a bracket ends a section header`;
	return refusal(what, 'choose one with --profile', place);
}

function noSuchProfile(profiles: readonly ProfileSection[], place: CredentialPlace): RefusedError {
	const {profile, path} = place;
	const names = [...new Set(profiles.map(({name}) => name))];
	const what = `there is no profile "${profile}" in ${path}`;
	if (names.length === 0) {
		const hint = `put [${profile}] and its two keys into it, or name another file with --credentials`;
		return refusal(`${what}; it has no profiles`, hint, place);
	}
	const meant = didYouMean(profile, names.filter(isProfileName));
	const hint = meant === null ? 'choose one with --profile' : pasteable`did you mean: --profile ${meant}`;
	return refusal(`${what}; it has: ${names.join(', ')}`, hint, place);
}
