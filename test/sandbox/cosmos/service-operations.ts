import {installedAs} from './installed.ts';
import type {MarathonAccess} from './marathon-access.ts';
import {plainOperation, type RequestBody} from './operation.ts';
import {collectOffers} from './package-collection.ts';
import type {Catalog} from './package-operations.ts';
import {resolveOptions} from './render.ts';
import {requiredText} from './request-fields.ts';
import {updateService} from './update-service.ts';
import {changesOf} from './upgrades.ts';

/** The operations on one installed service. */
export function serviceOperations(catalog: Catalog, marathon: MarathonAccess) {
	const describe = (body: RequestBody) => describeService(catalog, marathon, body);
	const update = (body: RequestBody, uid: string) => updateService(catalog, marathon, body, uid);
	return {
		'/cosmos/service/describe': plainOperation('service.describe', describe, described => described),
		'/cosmos/service/update': plainOperation('service.update', update, updated => updated),
	};
}

/** The app tells what is installed; the repositories are read all the same, for the versions to change to. */
async function describeService(
	{repositories, client}: Catalog,
	{scheduler}: MarathonAccess,
	body: RequestBody,
): Promise<object> {
	const {definition, options} = installedAs(scheduler.apps, requiredText(body, 'appId'));
	const changes = changesOf(definition, await collectOffers(repositories, client));
	const resolvedOptions = options && resolveOptions(definition, options);
	return {package: definition, ...changes, resolvedOptions, userProvidedOptions: options};
}
