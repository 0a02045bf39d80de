import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {refuseContradictions} from '../options/contradictions.ts';
import type {OptionsFile} from '../options/options-file.ts';
import {type OptionsShape, shapeOf} from '../options/shape.ts';
import {warnOfRepair} from '../options/warn-of-repair.ts';
import {warnOfUnknownKeys} from '../registry/effectless-keys.ts';
import {type InstalledRegistry, installedRegistries} from '../registry/installed.ts';
import {chosenName, type KnownPackage, knownPackage} from '../registry/known-package.ts';
import {appId} from '../registry/naming.ts';
import type {World} from '../world.ts';

/** What there is before a storage is chosen, all of it from reads. */
export type Situation = {
	file: OptionsFile;
	known: KnownPackage;
	/** Without outer slashes. */
	service: string;
	/** Every package registry of the cluster. */
	installed: readonly InstalledRegistry[];
	/** What the package in the cluster's repositories understands, else the installed one; of 1.13 and newer when neither is known. */
	shape: OptionsShape;
};

/**
 * Refuses a cluster without a package registry, and a file that contradicts itself. Warns of a file that had to be repaired,
 * and of keys without effect.
 */
export async function readSituation(
	file: OptionsFile,
	serviceName: string | null,
	{cluster, progress}: {cluster: ClusterApis; progress: World['progress']},
): Promise<Situation> {
	warnOfRepair(file, progress);
	const known = await knownPackage(cluster);
	const service = chosenName({wanted: serviceName, options: file.value, known});
	const installed = await installedRegistries(cluster);
	const own = installed.find(each => each.appId === appId(service));
	const config = known.definition?.config ?? own?.config ?? null;
	const shape = shapeOf(config);
	if (config === null) {
		progress.note(
			'No repository of the cluster has the package yet: the options get the layout of DC/OS 1.13 and newer',
		);
	}
	refuseContradictions(file, shape);
	warnOfUnknownKeys(file, config, progress);
	return {file, known, service, installed, shape};
}
