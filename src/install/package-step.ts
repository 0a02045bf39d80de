import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package} from '../dcos/cosmos.ts';
import {commandLine} from '../errors/command-line.ts';
import {FailedError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {type InstalledRegistry, installedRegistry} from '../registry/installed.ts';
import {appId, packageName} from '../registry/naming.ts';
import type {World} from '../world.ts';
import {differencesOf, inWords} from './differences.ts';
import {inStep} from './in-step.ts';
import type {Findings} from './preflight.ts';
import type {Around, Perform, StepReport} from './step.ts';
import {surely} from './surely.ts';
import type {Made} from './undo.ts';

/** Has Cosmos install the package, or give it other options: whichever is left to do. */
export const packageStep: Perform = (findings, around) =>
	inStep('Package', around.world, async step => {
		const {change, installed, service, package: definition} = findings;
		const what = `${packageName} ${definition?.version ?? ''} as ${appId(service)}`;
		const report = (state: StepReport['state']): StepReport => ({step: 'package', what, state});
		if (change === null || definition === null) {
			const known = installed?.options !== null;
			step.unchanged(
				`${installed?.appId} is installed${known ? ' with these options' : ', its options are not known'}`,
			);
			return report('unchanged');
		}
		const chosen = {...findings, package: definition};
		const made = change === 'install' ? await install(chosen, around) : await update(chosen, around);
		if (made === 'ours') step.done(what);
		else step.unchanged('somebody else has installed it meanwhile, with the same options');
		return report(made === 'ours' ? 'done' : 'unchanged');
	});

type Chosen = Findings & {package: Package};

async function install(findings: Chosen, {cluster, world, journal}: Around): Promise<'ours' | 'theirs'> {
	const {service, options, package: definition} = findings;
	const request = {packageName, packageVersion: definition.version, options};
	journal.add(removal(findings, cluster, world));
	const isThere = () => isInstalled(findings, cluster);
	const whose = await surely({write: () => cluster.cosmos.install(request), isThere}, world);
	if (whose === 'ours') return whose;
	const installed = await installedRegistry(cluster, service);
	// theirs has the account that this run made, under the same name
	if (installed !== null) journal.forgetAll();
	if (await isThere()) return whose;
	throw installedOtherwise(findings, installed);
}

/** Whether it is installed as it is wanted. */
async function isInstalled(findings: Chosen, cluster: ClusterApis): Promise<boolean> {
	const installed = await installedRegistry(cluster, findings.service);
	return installed !== null && differencesOf(wantedOver(findings, installed)).length === 0;
}

function wantedOver({resolved, package: definition}: Chosen, installed: InstalledRegistry) {
	return {installed, resolved, definition};
}

/** Between the preflight and now somebody else took the name. */
function installedOtherwise(findings: Chosen, installed: InstalledRegistry | null): FailedError {
	if (installed === null) {
		return new FailedError(`another service took the name ${appId(findings.service)} meanwhile`, {
			hint: 'choose another name with --service-name',
		});
	}
	const words = inWords(differencesOf(wantedOver(findings, installed)));
	return new FailedError(`somebody else has installed ${installed.appId} meanwhile, otherwise: ${words}`, {
		hint: 'bring the options file in line, or change the registry with --update, which restarts it',
	});
}

/** How long the tasks of an app may take to end, milliseconds. */
const longestEnd = 120_000;

function removal(findings: Chosen, cluster: ClusterApis, {clock}: World): Made {
	const id = appId(findings.service);
	return {
		what: `the app ${id}`,
		async undo() {
			if (!(await isInstalled(findings, cluster))) return 'nothing to undo';
			await cluster.cosmos.uninstall({packageName, appId: id});
			const until = clock.elapsed() + longestEnd;
			while ((await cluster.marathon.app(id)) !== null) {
				if (clock.elapsed() >= until) throw new FailedError(`${id} is still ending after ${longestEnd / 1000} s`);
				await clock.sleep(1000);
			}
			return 'undone';
		},
		command: commandLine(['dcos', 'package', 'uninstall', packageName, `--app-id=${id}`, '--yes']),
	};
}

async function update(findings: Chosen, {cluster, world, journal}: Around): Promise<'ours' | 'theirs'> {
	const {
		service,
		options,
		installed,
		package: {version: packageVersion},
	} = findings;
	const id = appId(service);
	const isThere = async () => {
		const found = await installedRegistry(cluster, service);
		// Cosmos keeps the options of what it has changed; others cannot be compared
		return found !== null && found.options !== null && differencesOf(wantedOver(findings, found)).length === 0;
	};
	if (installed !== null) journal.add(restoration(installed, {cluster, isThere}));
	const write = async () => {
		await cluster.cosmos.update({appId: id, packageVersion, options});
		return 'updated';
	};
	return surely({write, isThere}, world);
}

function restoration(
	{appId: id, packageVersion, given}: InstalledRegistry,
	{cluster: {cosmos}, isThere}: {cluster: ClusterApis; isThere: () => Promise<boolean>},
): Made {
	return {
		what: `the change of ${id}`,
		async undo() {
			// one that was refused, or that somebody has changed again, is not ours
			if (!(await isThere())) return 'nothing to undo';
			if (given === null) throw new FailedError('the cluster did not keep the options that it had before');
			await cosmos.update({appId: id, packageVersion, options: given});
			return 'undone';
		},
		command: given === null ? null : restoringCommand(id, packageVersion, given),
	};
}

function restoringCommand(id: string, packageVersion: string, given: JsonObject): string {
	const former = commandLine(['printf', '%s', JSON.stringify(given)]);
	const version = ['--package-version', packageVersion];
	const words = ['dcos', 'registry', 'install', '--update', '--service-name', id, ...version];
	return `${former} > former.json; ${commandLine([...words, '--options', 'former.json'])}`;
}
