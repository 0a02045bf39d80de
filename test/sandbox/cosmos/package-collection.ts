import type {InsideClient} from '../inside-client.ts';
import {packageNotFound, versionNotFound} from './cosmos-error.ts';
import {fetchRepository} from './fetch-repository.ts';
import type {PackageDefinition} from './package-definition.ts';
import type {Repository} from './repositories.ts';

/** A package and the address of the repository that it comes from. */
export type Offer = {definition: PackageDefinition; source: string};

/** Every package of every repository. One repository that does not answer makes this fail, as in DC/OS. */
export async function collectOffers(repositories: Repository[], client: InsideClient): Promise<Offer[]> {
	const offers: Offer[] = [];
	for (const repository of repositories) {
		const packages = await fetchRepository(repository, client);
		offers.push(...packages.map(definition => ({definition, source: repository.uri})));
	}
	return offers;
}

/** Without a version: the newest release in the first repository that has the package at all. */
export function findOffer(offers: Offer[], name: string, version: string | undefined): Offer {
	const named = offersOf(offers, name);
	const inFirst = named.filter(({source}) => source === named[0]?.source);
	const [newest] = inFirst.sort((a, b) => b.definition.releaseVersion - a.definition.releaseVersion);
	const found = version === undefined ? newest : named.find(({definition}) => definition.version === version);
	if (!found) throw versionNotFound(name, String(version));
	return found;
}

function offersOf(offers: Offer[], name: string): Offer[] {
	const named = offers.filter(({definition}) => definition.name === name);
	if (named.length === 0) throw packageNotFound(name);
	return named;
}

/** Every version of a package on offer, with its release number as text. */
export function versionsOf(offers: Offer[], name: string): Record<string, string> {
	const all = offersOf(offers, name).map(({definition}) => [definition.version, `${definition.releaseVersion}`]);
	return Object.fromEntries(all);
}

/** Packages whose name, description or tags contain the words; each once, its versions together. */
export function searchOffers(offers: Offer[], query = ''): object[] {
	const words = query.replaceAll('*', '').toLowerCase();
	const matches = ({name, description, tags}: PackageDefinition) =>
		[name, description, ...tags].some(text => text.toLowerCase().includes(words));
	const names = new Set(offers.filter(({definition}) => matches(definition)).map(({definition}) => definition.name));
	return [...names].map(name => summarize(findOffer(offers, name, undefined).definition, versionsOf(offers, name)));
}

function summarize(definition: PackageDefinition, versions: Record<string, string>): object {
	const {name, version: currentVersion, description, tags, framework = false, selected, resource} = definition;
	return {name, currentVersion, versions, description, framework, tags, selected, images: resource?.images};
}
