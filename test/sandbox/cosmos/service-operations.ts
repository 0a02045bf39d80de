import {absolute} from '../marathon/complete-definition.ts';
import {updateApp} from '../marathon/marathon.ts';
import type {Scheduler} from '../marathon/scheduler.ts';
import {appNotFound, CosmosError} from './cosmos-error.ts';
import {type Installed, readInstalled} from './installed.ts';
import {checkAllowed, type MarathonAccess, readMarathonAnswer} from './marathon-access.ts';
import {plainOperation, type RequestBody} from './operation.ts';
import {mergeOptions} from './options.ts';
import {collectOffers} from './package-collection.ts';
import type {PackageDefinition} from './package-definition.ts';
import type {Catalog} from './package-operations.ts';
import {renderApp, resolveOptions} from './render.ts';
import {optionalObject, optionalText, requiredFlag, requiredText} from './request-fields.ts';
import {changesOf} from './upgrades.ts';

/** The operations on one installed service. */
export function serviceOperations(catalog: Catalog, marathon: MarathonAccess) {
	const describe = (body: RequestBody) => describeService(catalog, marathon, body);
	const update = (body: RequestBody, uid: string) => updateService(marathon, body, uid);
	return {
		'/cosmos/service/describe': plainOperation('service.describe', describe, described => described),
		'/cosmos/service/update': plainOperation('service.update', update, updated => updated),
	};
}

function installedAs({apps}: Scheduler, appId: string): Installed {
	const app = apps.get(absolute(appId));
	const [installed] = app ? readInstalled(app) : [];
	if (!installed) throw appNotFound(absolute(appId));
	return installed;
}

/** The app tells what is installed; the repositories are read all the same, for the versions to change to. */
async function describeService(
	{repositories, client}: Catalog,
	{scheduler}: MarathonAccess,
	body: RequestBody,
): Promise<object> {
	const {definition, options} = installedAs(scheduler, requiredText(body, 'appId'));
	const changes = changesOf(definition, await collectOffers(repositories, client));
	const resolvedOptions = options && resolveOptions(definition, options);
	return {package: definition, ...changes, resolvedOptions, userProvidedOptions: options};
}

/** The same version with other options; they go over the stored ones unless `replace` says to forget those. */
function updateService(marathon: MarathonAccess, body: RequestBody, uid: string): object {
	const {
		appId,
		definition,
		options: stored = {},
		source,
	} = installedAs(marathon.scheduler, requiredText(body, 'appId'));
	checkVersion(definition, optionalText(body, 'packageVersion'));
	const given = optionalObject(body, 'options') ?? {};
	const options = requiredFlag(body, 'replace') ? given : mergeOptions(stored, given);
	const app = renderApp({definition, source, options}) ?? {};
	checkSameApp(appId, absolute(String(app.id)));
	checkAllowed(marathon, uid, appId, 'update');
	const {deploymentId} = readMarathonAnswer(updateApp(marathon.scheduler, app));
	const resolvedOptions = resolveOptions(definition, options);
	return {package: definition, resolvedOptions, marathonDeploymentId: deploymentId};
}

function checkVersion({version: actual}: PackageDefinition, requested = actual): void {
	if (requested === actual) return;
	const message = 'Version Upgrades are an Enterprise DC/OS feature only';
	throw new CosmosError('VersionUpgradeNotSupportedInOpen', message, {requested, actual});
}

function checkSameApp(oldAppId: string, newAppId: string): void {
	if (oldAppId === newAppId) return;
	const message = `The new appId ${newAppId} must be equal to the old appId ${oldAppId}`;
	throw new CosmosError('AppIdChanged', message, {newAppId, oldAppId});
}
