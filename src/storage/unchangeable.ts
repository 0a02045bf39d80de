import {pasteable} from '../errors/command-line.ts';
import {RefusedError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {sameStorage, sharesStorage, storageInWords} from '../registry/backends.ts';
import type {InstalledRegistry} from '../registry/installed.ts';
import {appId} from '../registry/naming.ts';
import type {World} from '../world.ts';

type Chosen = {service: string; options: JsonObject};

/**
 * The registry's storage is chosen once: with another one its packages would be gone. And it is its own: two registries
 * in one place would see each other's packages. Throws a RefusedError in both cases.
 */
export function refuseUnchangeable(
	chosen: Chosen,
	installed: readonly InstalledRegistry[],
	{progress}: Pick<World, 'progress'>,
): void {
	for (const registry of installed) {
		if (registry.options === null) warnOfUnknown(registry, chosen, progress);
		else if (registry.appId === appId(chosen.service)) refuseOther(registry.appId, registry.options, chosen);
		else refuseShared(registry.appId, registry.options, chosen);
	}
}

function refuseOther(id: string, options: JsonObject, chosen: Chosen): void {
	if (sameStorage(options, chosen.options)) return;
	throw new RefusedError(
		`the registry ${id} runs already, and its storage cannot be changed after the first deployment`,
		{
			details: [`it uses ${storageInWords(options)}`, `you asked for ${storageInWords(chosen.options)}`],
			hint: 'install a second registry with --service-name, add the packages to it (dcos registry add --dcos-file FILE --name SERVICE), then uninstall the first',
		},
	);
}

function refuseShared(id: string, options: JsonObject, chosen: Chosen): void {
	if (!sharesStorage(options, chosen.options)) return;
	throw new RefusedError(
		`the registry ${id} keeps its packages in that place already, and no two registries may share one`,
		{
			details: [
				`it uses ${storageInWords(options)}`,
				`you asked for ${storageInWords(chosen.options)}, for ${appId(chosen.service)}`,
			],
			hint: pasteable`choose another --path, or set up that registry itself with --service-name ${id.slice(1)}`,
		},
	);
}

function warnOfUnknown({appId: id}: InstalledRegistry, {service}: Chosen, progress: World['progress']): void {
	if (id !== appId(service)) return;
	progress.warn(
		`Warning: the registry ${id} runs already, but the cluster did not keep its options: make sure that this is the storage it uses`,
	);
}
