import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {commandLine} from '../errors/command-line.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {RefusedError, UserError} from '../errors/errors.ts';
import {appId, serviceName} from '../registry/naming.ts';
import type {World} from '../world.ts';
import type {TrustRequest} from './trust-request.ts';

type Around = {request: TrustRequest; cluster: ClusterApis; world: Pick<World, 'confirm' | 'progress'>};

/**
 * Before the first agent is touched: a service that neither Marathon nor Mesos knows is misspelt, or not installed yet. `--yes` does not
 * answer that, since it is not what whoever typed it has thought of. Where one of them may not be read, or does not answer, nobody
 * can tell, and that is a warning. Taking back needs no registry.
 */
export async function askAboutUnknown(names: readonly string[], around: Around): Promise<void> {
	const {request, world} = around;
	if (request.work === 'remove' || request.notInstalledYet) return;
	const found = await unknownOf(names, around.cluster);
	if ('untold' in found) {
		const whether = `${listed(found.unknown)} ${found.unknown.length === 1 ? 'is' : 'are'} installed`;
		world.progress.warn(`warning: nobody can tell whether ${whether}: ${found.untold}`);
		return;
	}
	if (found.unknown.length === 0) return;
	const lines = found.unknown.map(name => unknownLine(name, found.services));
	if (request.work === 'check') {
		throw new RefusedError(lines.join('; '), {hint: hintFor(found)});
	}
	if (request.dryRun) {
		for (const line of lines) world.progress.warn(`warning: ${line}`);
		return;
	}
	await world.confirm(lines, 'Make the agents trust it all the same?', {instead: hintFor(found)});
}

type Unknown = {unknown: readonly string[]; services: readonly string[]};

/** In place of an answer: why there is none. */
type Untold = {untold: string};

/** Mesos is asked only where Marathon knows no such app: its answer is that of the whole cluster. */
async function unknownOf(
	names: readonly string[],
	{marathon, mesos}: ClusterApis,
): Promise<Unknown | (Pick<Unknown, 'unknown'> & Untold)> {
	const apps = await untoldOr(async () => (await marathon.apps()).map(({id}) => serviceName(id)));
	const unlisted = 'untold' in apps ? names : names.filter(name => !apps.told.includes(serviceName(name)));
	if (unlisted.length === 0) return {unknown: [], services: []};
	const tasks = await untoldOr(async () => (await mesos.tasks()).map(({service}) => serviceName(service)));
	const running = 'untold' in tasks ? [] : tasks.told;
	const unknown = unlisted.filter(name => !running.includes(serviceName(name)));
	if (unknown.length === 0) return {unknown, services: []};
	if ('untold' in apps) return {unknown, ...apps};
	if ('untold' in tasks) return {unknown, ...tasks};
	return {unknown, services: [...new Set([...apps.told, ...running])].filter(name => name !== '')};
}

/** A refusal or a failure of the cluster is no word about the registry. */
async function untoldOr(ask: () => Promise<readonly string[]>): Promise<{told: readonly string[]} | Untold> {
	try {
		return {told: await ask()};
	} catch (error) {
		if (error instanceof UserError) return {untold: error.message};
		throw error;
	}
}

function unknownLine(name: string, services: readonly string[]): string {
	const meant = meantBy(name, services);
	const question = meant === null ? '' : `; did you mean ${commandLine([meant])}?`;
	return `neither Marathon nor Mesos knows a service ${appId(name)}, as far as your login may see: it is not installed yet, or misspelt${question}`;
}

/** The whole name, or the end of it where it stands in a folder. */
function meantBy(name: string, services: readonly string[]): string | null {
	const own = serviceName(name);
	return services.find(each => each.endsWith(`/${own}`)) ?? didYouMean(own, services);
}

function hintFor({unknown, services}: Unknown): string {
	const [meant] = unknown.flatMap(name => meantBy(name, services) ?? []);
	const other = meant === undefined ? '--service-name NAME names another one' : commandLine(['--service-name', meant]);
	return `${other}; for one that is to be installed later: --not-installed-yet`;
}

function listed(names: readonly string[]): string {
	return names.map(appId).join(' and ');
}
