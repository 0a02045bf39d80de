import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {pasteable} from '../errors/command-line.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {LoginError, RefusedError, stopIfInterrupted} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {withEdits} from '../options/edits.ts';
import {valueAt} from '../options/json-path.ts';
import {type OptionsFile, readOptionsFile} from '../options/options-file.ts';
import {inSchema} from '../options/shape.ts';
import {optionsOf, optionText, s3Option} from '../registry/package-options.ts';
import type {World} from '../world.ts';
import {changeOptions, type OptionsChange} from './options-change.ts';
import {readSituation, type Situation} from './situation.ts';
import {type Choice, storageEdits} from './storage-edits.ts';
import {refuseUnchangeable} from './unchangeable.ts';

export type DiskRequest = {
	optionsPath: string;
	serviceName: string | null;
	choice: Exclude<Choice, {backend: 's3'}>;
	dryRun: boolean;
};

export type DiskReport = {
	dryRun: boolean;
	service: string;
	storage: DiskRequest['choice'];
	optionsFile: OptionsChange;
	/** A secret that the options named and no longer do; it stays in the store. null for none. */
	unusedSecret: string | null;
	/** The whole options document. */
	options: JsonObject;
};

/** Makes the disk of one agent the registry's storage: everything is looked at first, then the options file is written. */
export async function setDisk({choice, dryRun, ...request}: DiskRequest, world: World): Promise<DiskReport> {
	const cluster = await world.cluster();
	const file = await readOptionsFile(request.optionsPath, world.files);
	await world.files.refuseUnwritable(request.optionsPath);
	const situation = await readSituation(file, request.serviceName, {cluster, progress: world.progress});
	const {service} = situation;
	if (choice.backend === 'volume') {
		refuseUnknownVolume(situation);
		await warnOfUnknownAgent(choice.hostname, cluster, world);
	}
	const editsFor = (current: OptionsFile) =>
		storageEdits({...request, ...situation, file: current, choice, instances: null});
	refuseUnchangeable({service, options: withEdits(file.value, editsFor(file))}, situation.installed, world);
	stopIfInterrupted(world.interrupted, 'nothing was changed');
	const {optionsFile, options} = await changeOptions(situation, {editsFor, dryRun}, world);
	return {
		dryRun,
		service,
		storage: choice,
		optionsFile,
		unusedSecret: optionText(file.value, s3Option.secret),
		options,
	};
}

/** The package of 1.12 has no such options, and would ignore them without a word. */
function refuseUnknownVolume({known: {definition}}: Situation): void {
	if (definition === null || definition.config === null) return;
	if (valueAt(definition.config, inSchema(optionsOf.volume)) !== undefined) return;
	throw new RefusedError(`${definition.name} ${definition.version} cannot keep its packages on a mount volume`, {
		hint: 'mount volumes came with DC/OS 1.13; choose another storage: dcos registry storage s3, or dcos registry storage local',
	});
}

/** The registry would wait for that agent for ever. A warning only, since Mesos does not show every agent to everybody. */
async function warnOfUnknownAgent(hostname: string, {mesos}: ClusterApis, {progress}: World): Promise<void> {
	const agents = await mesos.agents().catch(error => {
		if (error instanceof LoginError) return [];
		throw error;
	});
	const names = agents.map(agent => agent.hostname);
	if (names.length === 0 || names.includes(hostname)) return;
	const meant = didYouMean(hostname, names);
	const question = meant === null ? 'dcos node list shows their names' : pasteable`did you mean ${meant}?`;
	progress.warn(`Warning: the cluster shows no agent with the hostname ${hostname}; ${question}`);
}
