import type {InsideClient} from '../inside-client.ts';
import {absolute} from '../marathon/complete-definition.ts';
import {CosmosError} from './cosmos-error.ts';
import {plainOperation, type RequestBody} from './operation.ts';
import {collectOffers, findOffer, type Offer, searchOffers, versionsOf} from './package-collection.ts';
import {renderApp} from './render.ts';
import type {Repository} from './repositories.ts';
import {optionalObject, optionalText, requiredFlag, requiredText} from './request-fields.ts';

/** What the repositories offer, fetched anew for every request. */
export type Catalog = {
	repositories: Repository[];
	client: InsideClient;
	/** Whether a service can be updated to another version of its package, which open DC/OS cannot do. */
	changesVersions: boolean;
};

/** The operations on packages that are offered, installed or not. */
export function packageOperations(catalog: Catalog) {
	const offers = () => collectOffers(catalog.repositories, catalog.client);
	const find = async (body: RequestBody) => findOffer(await offers(), ...nameAndVersion(body));
	const search = async (body: RequestBody) => searchOffers(await offers(), optionalText(body, 'query'));
	const render = async (body: RequestBody) => renderOffer(await find(body), body).app;
	const listVersions = async (body: RequestBody) => {
		requiredFlag(body, 'includePackageVersions');
		return versionsOf(await offers(), requiredText(body, 'packageName'));
	};
	return {
		'/package/describe': plainOperation('package.describe', find, ({definition}) => ({package: definition}), 'v3'),
		'/package/list-versions': plainOperation('package.list-versions', listVersions, results => ({results})),
		'/package/render': plainOperation('package.render', render, marathonJson => ({marathonJson})),
		'/package/search': plainOperation('package.search', search, packages => ({packages})),
	};
}

export function nameAndVersion(body: RequestBody): [string, string | undefined] {
	return [requiredText(body, 'packageName'), optionalText(body, 'packageVersion')];
}

/** The app that the offer becomes with the request's options; a package without an app cannot be rendered. */
export function renderOffer(offer: Offer, body: RequestBody) {
	const appId = optionalText(body, 'appId');
	const options = optionalObject(body, 'options');
	const app = renderApp({...offer, options, appId: appId === undefined ? undefined : absolute(appId)});
	if (app) return {app, definition: offer.definition};
	const {name: packageName, version: packageVersion} = offer.definition;
	const message = `Package: [${packageName}] version: [${packageVersion}] does not have a Marathon template defined and can not be rendered`;
	throw new CosmosError('ServiceMarathonTemplateNotFound', message, {packageName, packageVersion});
}
