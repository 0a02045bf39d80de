import type {Package} from '../dcos/cosmos.ts';
import type {Json, JsonObject} from '../errors/json.ts';
import {dotted} from '../options/json-path.ts';
import {differences} from '../options/merge.ts';
import {storageInWords} from '../registry/backends.ts';
import type {InstalledRegistry} from '../registry/installed.ts';

/** Something of an installed registry that is not as it is wanted; undefined where nothing is set. */
export type Deviation = {
	/** An option in dotted words, or "the version". */
	what: string;
	is: Json | undefined;
	wanted: Json | undefined;
};

type Compared = {
	installed: InstalledRegistry | null;
	/** The options that are wanted, with their defaults. */
	resolved: JsonObject;
	definition: Package | null;
};

/** Nothing where nothing is installed; only the version where the cluster did not keep the options. */
export function differencesOf({installed, resolved, definition}: Compared): readonly Deviation[] {
	if (installed === null) return [];
	const {packageVersion: is, options} = installed;
	const version =
		definition === null || definition.version === is ? [] : [{what: 'the version', is, wanted: definition.version}];
	const differing = options === null ? [] : differences(options, resolved);
	return [...version, ...differing.map(({path, here, there}) => ({what: dotted(path), is: here, wanted: there}))];
}

/** e.g. service.mem is 2048, not 4096; the version is "0.4.1", not "0.4.2" */
export function inWords(deviations: readonly Deviation[]): string {
	return deviations.map(({what, is, wanted}) => `${what} is ${shown(is)}, not ${shown(wanted)}`).join('; ');
}

/** What an update changes. Options that the cluster did not keep are all replaced, and nobody can compare them. */
export function changeInWords({installed, resolved, definition}: Compared): string {
	const differing = inWords(differencesOf({installed, resolved, definition}));
	if (installed === null || installed.options !== null) return differing;
	const all = `all its options are replaced, since the cluster did not keep them; its storage has to be ${storageInWords(resolved)} already`;
	return differing === '' ? all : `${differing}; ${all}`;
}

function shown(value: Json | undefined): string {
	return value === undefined ? 'unset' : JSON.stringify(value);
}
