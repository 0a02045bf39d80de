import type {Offer} from './package-collection.ts';
import type {PackageDefinition} from './package-definition.ts';

/** The versions on offer to which an installed package can be changed, as /service/describe tells them. */
export function changesOf(
	installed: PackageDefinition,
	offers: Offer[],
): {upgradesTo: string[]; downgradesTo: string[]} {
	const named = offers.map(({definition}) => definition).filter(({name}) => name === installed.name);
	const versions = (allowed: (offered: PackageDefinition) => boolean) => [
		...new Set(named.filter(allowed).map(({version}) => version)),
	];
	return {
		upgradesTo: versions(({upgradesFrom}) => includes(upgradesFrom, installed.version)),
		downgradesTo: versions(({version}) => includes(installed.downgradesTo, version)),
	};
}

/** A `*` stands for every version. */
function includes(specifications: string[] = [], version: string): boolean {
	return specifications.includes('*') || specifications.includes(version);
}
