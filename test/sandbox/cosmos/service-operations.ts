import {absolute} from '../marathon/complete-definition.ts';
import {updateApp} from '../marathon/marathon.ts';
import type {Scheduler} from '../marathon/scheduler.ts';
import {appNotFound, CosmosError} from './cosmos-error.ts';
import {type Installed, readInstalled} from './installed.ts';
import {checkAllowed, type MarathonAccess, readMarathonAnswer} from './marathon-access.ts';
import {plainOperation, type RequestBody} from './operation.ts';
import {mergeOptions} from './options.ts';
import type {PackageDefinition} from './package-definition.ts';
import {renderApp, resolveOptions} from './render.ts';
import {optionalObject, optionalText, requiredFlag, requiredText} from './request-fields.ts';

/** The operations on one installed service. */
export function serviceOperations(marathon: MarathonAccess) {
	const find = (body: RequestBody) => installedAs(marathon.scheduler, requiredText(body, 'appId'));
	const update = (body: RequestBody, uid: string) => updateService(marathon, body, uid);
	return {
		'/cosmos/service/describe': plainOperation('service.describe', find, describeService),
		'/cosmos/service/update': plainOperation('service.update', update, updated => updated),
	};
}

function installedAs({apps}: Scheduler, appId: string): Installed {
	const app = apps.get(absolute(appId));
	const [installed] = app ? readInstalled(app) : [];
	if (!installed) throw appNotFound(absolute(appId));
	return installed;
}

function describeService({definition, options}: Installed): object {
	const resolvedOptions = resolveOptions(definition, options);
	return {package: definition, upgradesTo: [], downgradesTo: [], resolvedOptions, userProvidedOptions: options};
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
