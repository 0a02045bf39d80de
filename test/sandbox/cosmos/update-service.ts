import {absolute} from '../marathon/complete-definition.ts';
import {updateApp} from '../marathon/marathon.ts';
import {CosmosError} from './cosmos-error.ts';
import {type Installed, installedAs} from './installed.ts';
import {checkAllowed, type MarathonAccess, readUpdateAnswer} from './marathon-access.ts';
import type {RequestBody} from './operation.ts';
import {mergeOptions} from './options.ts';
import {collectOffers, findOffer, type Offer} from './package-collection.ts';
import type {PackageDefinition} from './package-definition.ts';
import type {Catalog} from './package-operations.ts';
import {renderApp, resolveOptions} from './render.ts';
import {optionalObject, optionalText, requiredFlag, requiredText} from './request-fields.ts';
import {changesOf} from './upgrades.ts';

type Options = Record<string, unknown>;

type Update = {appId: string; version: string | undefined; options: Options | undefined; replace: boolean};

/** Renders the service anew, with other options or from another version of its package, and lets Marathon restart it. */
export async function updateService(
	catalog: Catalog,
	marathon: MarathonAccess,
	body: RequestBody,
	uid: string,
): Promise<object> {
	const asked = readUpdate(body);
	const installed = installedAs(marathon.scheduler.apps, asked.appId);
	const {appId} = installed;
	const {definition, source} = await releaseFor(asked.version, installed, catalog);
	const options = nextOptions(installed.options, asked);
	const app = renderApp({definition, source, options}) ?? {};
	checkSameApp(appId, absolute(String(app.id)));
	checkAllowed(marathon, uid, appId, 'update');
	const {deploymentId} = readUpdateAnswer(updateApp(marathon.scheduler, app));
	const resolvedOptions = resolveOptions(definition, options);
	return {package: definition, resolvedOptions, marathonDeploymentId: deploymentId};
}

function readUpdate(body: RequestBody): Update {
	return {
		appId: requiredText(body, 'appId'),
		version: optionalText(body, 'packageVersion'),
		options: optionalObject(body, 'options'),
		replace: requiredFlag(body, 'replace'),
	};
}

/** The installed release, or one to which the installed or the new one says that it can be changed. */
async function releaseFor(version: string | undefined, installed: Installed, catalog: Catalog): Promise<Offer> {
	const {definition} = installed;
	if (version === undefined || version === definition.version) return installed;
	if (!catalog.changesVersions) throw versionRefused(definition, version);
	const offers = await collectOffers(catalog.repositories, catalog.client);
	const {upgradesTo, downgradesTo} = changesOf(definition, offers);
	if (![...upgradesTo, ...downgradesTo].includes(version)) throw versionRefused(definition, version);
	return findOffer(offers, definition.name, version);
}

/** What is given goes over the stored options, unless `replace` says to forget those. */
function nextOptions(stored: Options | undefined, {options, replace}: Update): Options | undefined {
	if (replace) return options;
	if (stored) return mergeOptions(stored, options ?? {});
	throw new CosmosError('OptionsNotStored', 'The options of the current service were not stored');
}

function versionRefused({version: actual}: PackageDefinition, requested: string): CosmosError {
	const message = 'Version Upgrades are an Enterprise DC/OS feature only';
	return new CosmosError('VersionUpgradeNotSupportedInOpen', message, {requested, actual});
}

function checkSameApp(oldAppId: string, newAppId: string): void {
	if (oldAppId === newAppId) return;
	const message = `The new appId ${newAppId} must be equal to the old appId ${oldAppId}`;
	throw new CosmosError('AppIdChanged', message, {newAppId, oldAppId});
}
