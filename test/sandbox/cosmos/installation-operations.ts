import {absolute} from '../marathon/complete-definition.ts';
import {createApp} from '../marathon/marathon.ts';
import {describeInstalled, findInstalled} from './installed.ts';
import {checkAllowed, type MarathonAccess, readMarathonAnswer} from './marathon-access.ts';
import {packageType} from './media-type.ts';
import {operation, plainOperation, type RequestBody} from './operation.ts';
import {collectOffers, findOffer} from './package-collection.ts';
import type {PackageDefinition} from './package-definition.ts';
import {type Catalog, nameAndVersion, renderOffer} from './package-operations.ts';
import {selectForUninstall, uninstall} from './uninstall.ts';

type Installation = {definition: PackageDefinition; appId: string};

/** The operations that install packages, list what is installed and take it away. */
export function installationOperations(catalog: Catalog, marathon: MarathonAccess) {
	const {apps} = marathon.scheduler;
	const list = (body: RequestBody) => findInstalled(apps, body).map(describeInstalled);
	const remove = (body: RequestBody, uid: string) =>
		selectForUninstall(apps, body).map(each => uninstall(marathon, each, uid));
	return {
		'/package/install': operation({
			takes: packageType('install-request', 'v1'),
			gives: {[packageType('install-response', 'v2')]: asV2, [packageType('install-response', 'v1')]: asV1},
			run: (body, uid) => install(catalog, marathon, body, uid),
		}),
		'/package/uninstall': plainOperation('package.uninstall', remove, results => ({results})),
		'/package/list': plainOperation('package.list', list, packages => ({packages})),
	};
}

async function install(
	catalog: Catalog,
	marathon: MarathonAccess,
	body: RequestBody,
	uid: string,
): Promise<Installation> {
	const offers = await collectOffers(catalog.repositories, catalog.client);
	const {app, definition} = renderOffer(findOffer(offers, ...nameAndVersion(body)), body);
	const appId = absolute(String(app.id));
	checkAllowed(marathon, uid, appId, 'create');
	readMarathonAnswer(createApp(marathon.scheduler, app));
	return {definition, appId};
}

function asV2({definition: {name, version, postInstallNotes, resource}, appId}: Installation): object {
	return {packageName: name, packageVersion: version, appId, postInstallNotes, cli: resource?.cli};
}

/** The form that the core CLI asks for. */
function asV1({definition: {name, version}, appId}: Installation): object {
	return {packageName: name, packageVersion: version, appId};
}
