import type {App} from '../marathon/app.ts';
import {absolute} from '../marathon/complete-definition.ts';
import {appNotFound, unhandled} from './cosmos-error.ts';
import type {PackageDefinition} from './package-definition.ts';
import {readPackageLabels} from './package-labels.ts';
import {optionalText} from './request-fields.ts';

/** An app of which Cosmos knows the package, from the labels that it wrote itself. */
export type Installed = {
	appId: string;
	definition: PackageDefinition;
	options?: Record<string, unknown>;
	source: string;
};

export function findInstalled(apps: ReadonlyMap<string, App>, body: Record<string, unknown>): Installed[] {
	const name = optionalText(body, 'packageName');
	const appId = optionalText(body, 'appId');
	return [...apps.values()]
		.flatMap(readInstalled)
		.filter(each => name === undefined || each.definition.name === name)
		.filter(each => appId === undefined || each.appId === absolute(appId));
}

export function readInstalled({definition}: App): Installed[] {
	const labels = readPackageLabels(definition.labels);
	return labels ? [{appId: definition.id, ...labels}] : [];
}

/** The package that an app was installed from. Both failures are a 400 or a 500 of Cosmos, never a 404. */
export function installedAs(apps: ReadonlyMap<string, App>, appId: string): Installed {
	const app = apps.get(absolute(appId));
	if (!app) throw appNotFound(absolute(appId));
	const [installed] = readInstalled(app);
	if (!installed) throw unhandled('Unable to retrieve the old package definition');
	return installed;
}

/** An entry of /package/list: the definition without its configuration and template. */
export function describeInstalled({appId, definition}: Installed): object {
	const {config: _config, marathon: _marathon, resource, ...about} = definition;
	const {minDcosReleaseVersion: _minimum, upgradesFrom: _from, downgradesTo: _to, ...packageDefinition} = about;
	const {cli: _cli, ...resourceDefinition} = resource ?? {};
	return {appId, packageInformation: {packageDefinition, resourceDefinition}};
}
