import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
import {LoginError} from '../errors/errors.ts';
import {dotted} from '../options/json-path.ts';
import {sameStorage} from '../registry/backends.ts';
import type {InstalledRegistry} from '../registry/installed.ts';
import {brokenRepositoryInWords, mendingRepository, removalOf} from '../registry/known-package.ts';
import {appId, packageName, repositoryUri} from '../registry/naming.ts';
import {optionsOf} from '../registry/package-options.ts';
import {type Check, notChecked, ok, problem, toDo, warning} from './check.ts';
import type {Offer} from './check-package.ts';
import {changeInWords, type Deviation, differencesOf, inWords} from './differences.ts';
import type {InstallRequest} from './request.ts';
import type {Subject} from './subject.ts';

/** What Cosmos is to be asked for; null: nothing. */
export type Change = 'install' | 'update' | null;

const name = 'package';

/** Whether the package is there, as it is wanted, and what there is to do about it. */
export async function checkPackage(
	cluster: Pick<ClusterApis, 'marathon' | 'cosmos'>,
	{
		subject,
		offer,
		request,
	}: {subject: Subject; offer: Offer; request: Pick<InstallRequest, 'update' | 'packageVersion'>},
): Promise<{change: Change; checks: readonly Check[]}> {
	const {installed, definition, service} = subject;
	const {packageVersion} = request;
	const another = packageVersion !== null && packageVersion !== installed?.packageVersion;
	const trouble = [...brokenChecks(subject, offer), ...(installed === null || another ? offer.checks : [])];
	if (trouble.some(each => each.result === 'problem') || definition === null) return {change: null, checks: trouble};
	if (installed === null) {
		const what = `${packageName} ${definition.version} is to be installed as ${appId(service)}`;
		return {change: 'install', checks: [...trouble, toDo(name, what)]};
	}
	const differing = differencesOf(subject).filter(({what}) => !isStorageOption(what) || sameStorageAs(subject));
	const uncompared = installed.options === null && subject.asked;
	if (request.update && (differing.length > 0 || uncompared)) {
		const hindrance = another ? await whyNotVersion(cluster, installed, definition) : null;
		if (hindrance !== null) return {change: null, checks: [...trouble, hindrance]};
		const check = toDo(name, `${installed.appId} is to be changed: ${changeInWords(subject)}`);
		return {change: 'update', checks: [...trouble, check]};
	}
	const check = differing.length > 0 ? await otherwise(cluster, installed, differing) : checkSame(subject, offer);
	return {change: null, checks: [...trouble, check]};
}

async function otherwise(
	{marathon}: Pick<ClusterApis, 'marathon'>,
	{appId: id}: InstalledRegistry,
	differing: readonly Deviation[],
): Promise<Check> {
	const actions = await marathon.actions(id).catch(unlessHidden);
	const work = actions.length === 0 ? '' : `; somebody is at work on it: ${actions.join(', ')}`;
	return problem(
		name,
		`${id} is installed already, but differently: ${inWords(differing)}${work}`,
		'bring options file and flags in line, or change the registry with --update, which restarts it',
	);
}

/** Cosmos changes to the versions only that the package allows. null where it does, or nobody can say before it is tried. */
async function whyNotVersion(
	{cosmos}: Pick<ClusterApis, 'cosmos'>,
	{appId: id, packageVersion}: InstalledRegistry,
	{version}: Package,
): Promise<Check | null> {
	const description = await cosmos.describeService(id).catch(unlessRefused);
	if (description === null || description.changesTo.includes(version)) return null;
	const {changesTo} = description;
	const allowed = changesTo.length === 0 ? 'no other version' : [...new Set(changesTo)].sort().join(', ');
	return problem(name, `${id} cannot be changed from ${packageVersion} to ${version}`, `Cosmos allows: ${allowed}`);
}

function unlessRefused(error: unknown): null {
	if (error instanceof ApiError) return null;
	throw error;
}

/** Another storage is a problem of its own, and no update mends it. */
function sameStorageAs({installed, resolved}: Subject): boolean {
	return !installed?.options || sameStorage(installed.options, resolved);
}

function isStorageOption(what: string): boolean {
	return Object.values(optionsOf).some(path => what === dotted(path) || what.startsWith(`${dotted(path)}.`));
}

function checkSame(subject: Subject, offer: Offer): Check {
	const {installed, definition} = subject;
	const what = `${packageName} ${installed?.packageVersion} is installed as ${installed?.appId}`;
	if (installed?.options === null) {
		return warning(name, `${what}; the cluster did not keep its options, so they are not compared`);
	}
	if (!sameStorageAs(subject)) return notChecked(name, `${what}, with another storage`);
	const newest = offer.definition?.version;
	const more = newest === undefined || newest === definition?.version ? '' : `; ${newest} is on offer`;
	return ok(name, `${what} with these options${more}`);
}

/** Its own repository does not answer while the registry itself is not healthy: that is waited for, unless another version is wanted. */
function brokenChecks({installed, definition, service}: Subject, {broken}: Offer): Check[] {
	if (broken === null) return [];
	const what = brokenRepositoryInWords(broken);
	const said = broken.reason === null ? what : `${what} (Cosmos says: ${broken.reason})`;
	if (installed !== null && definition !== null && broken.uri === repositoryUri(service)) {
		return [warning(name, `${said}; it is that of ${installed.appId} itself`)];
	}
	const own = broken.uri === repositoryUri(service);
	const hint = `it is that of the registry to be, which is added again at the end: ${removalOf(broken.name)}`;
	return [problem(name, said, own ? hint : mendingRepository(broken))];
}

/** Only what is being done is not told then. */
function unlessHidden(error: unknown): readonly string[] {
	if (error instanceof LoginError && error.forbidden) return [];
	throw error;
}
