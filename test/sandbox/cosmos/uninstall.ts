import type {App} from '../marathon/app.ts';
import {absolute} from '../marathon/complete-definition.ts';
import {CosmosError} from './cosmos-error.ts';
import {findInstalled, type Installed} from './installed.ts';
import {checkAllowed, type MarathonAccess} from './marathon-access.ts';
import {optionalText, requiredText} from './request-fields.ts';

/** The apps that an uninstall request means; several need `all` or the app's ID. */
export function selectForUninstall(apps: ReadonlyMap<string, App>, body: Record<string, unknown>): Installed[] {
	const packageName = requiredText(body, 'packageName');
	const appId = optionalText(body, 'appId');
	const found = findInstalled(apps, {packageName, appId});
	if (found.length === 0 && appId !== undefined) throw noSuchApp(packageName, absolute(appId));
	if (found.length === 0) {
		throw new CosmosError('PackageNotInstalled', `Package [${packageName}] is not installed`, {packageName});
	}
	if (found.length === 1 || body.all === true) return found;
	const appIds = found.map(each => each.appId);
	const message = `Multiple apps named [${packageName}] are installed: [${appIds.join(', ')}]`;
	throw new CosmosError('AmbiguousAppId', message, {packageName, appIds});
}

/** Begins the removal; Cosmos does not wait for the tasks to end. */
export function uninstall(marathon: MarathonAccess, {appId, definition}: Installed, uid: string): object {
	checkAllowed(marathon, uid, appId, 'delete');
	marathon.scheduler.remove(appId);
	const {name: packageName, version: packageVersion, postUninstallNotes} = definition;
	return {packageName, packageVersion, appId, postUninstallNotes};
}

function noSuchApp(packageName: string, appId: string): CosmosError {
	const message = `Package [${packageName}] with id [${appId}] is not installed`;
	return new CosmosError('UninstallNonExistentAppForPackage', message, {packageName, appId});
}
