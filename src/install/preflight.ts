import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {Package, Repository} from '../dcos/cosmos.ts';
import type {JsonObject} from '../errors/json.ts';
import type {InstalledRegistry} from '../registry/installed.ts';
import {repositoryUri} from '../registry/naming.ts';
import type {World} from '../world.ts';
import {asProblem, type Check, notChecked} from './check.ts';
import {checkAccount} from './check-account.ts';
import {checkCapacity} from './check-capacity.ts';
import {checkCluster} from './check-cluster.ts';
import {checkHealth} from './check-health.ts';
import {type Change, checkPackage} from './check-installed.ts';
import {checkName} from './check-name.ts';
import {checkOptions, readOptions} from './check-options.ts';
import {findOffer} from './check-package.ts';
import {checkRepository} from './check-repository.ts';
import {checkSecrets, checkStore} from './check-secrets.ts';
import {checkStorage} from './check-storage.ts';
import {renderApp} from './rendered-app.ts';
import type {WantedRepository} from './repository.ts';
import type {InstallRequest} from './request.ts';
import type {AccountState} from './service-account.ts';
import {findSubject, type Subject} from './subject.ts';

/** What was found, and so what is left to do. */
export type Findings = {
	/** Without outer slashes. */
	service: string;
	/** null while no repository has the package. */
	package: Package | null;
	/** What Cosmos gets. */
	options: JsonObject;
	/** The same after the package's defaults were filled in. */
	resolved: JsonObject;
	/** null when it is not ours to make, or may not be seen. */
	account: AccountState | null;
	installed: InstalledRegistry | null;
	change: Change;
	/** What Cosmos would start; null when nothing is to be started, or it cannot be told. */
	app: JsonObject | null;
	/** null when none is to be added. */
	repository: WantedRepository | null;
	/** The registry's own repository is in Cosmos' list and did not answer. */
	silent: boolean;
	/** The repository from which the package comes, to be added before all else; null when it is there. */
	bootstrap: Repository | null;
};

export type Preflight = {
	/** In the order in which people read them. */
	checks: readonly Check[];
	/** null where the cluster is none that could have a registry, or may not be looked at. */
	findings: Findings | null;
};

/** Looks at everything that could stop the installation on its way, all of it, and writes nothing. */
export async function preflight(request: InstallRequest, cluster: ClusterApis, world: World): Promise<Preflight> {
	const asked = {now: world.clock.now(), timeout: request.timeout};
	const {checks, dcosVersion, mode} = await checkCluster(cluster, asked);
	if (dcosVersion === null) return {checks, findings: null};
	const {file, unreadable} = await readOptions(request.optionsPath, world.files);
	const offer = await findOffer(cluster, request).catch(asProblem('package'));
	if ('result' in offer) return {checks: [...checks, offer], findings: null};
	const subject = await findSubject(request, cluster, {file, offer, dcosVersion}).catch(asProblem('package'));
	if ('result' in subject) return {checks: [...checks, subject], findings: null};
	const packageLook = await checkPackage(cluster, {subject, offer, request});
	const optionChecks = unreadable === null ? checkOptions(file, subject) : [unreadable];
	const faulty = optionChecks.some(each => each.result === 'problem');
	const storageChecks = faulty ? [notChecked('storage', mendFirst)] : checkStorage(subject, file, request.update);
	const sound = ![...packageLook.checks, ...optionChecks].some(each => each.result === 'problem');
	const rendered = sound && packageLook.change !== null ? await renderApp(cluster.cosmos, subject) : nothingRendered;
	const wanted = request.repository && {...request.repository, uri: repositoryUri(subject.service)};
	const surroundings = await checkSurroundings({
		request,
		cluster,
		subject,
		mode,
		app: rendered.app,
		change: packageLook.change,
	});
	return {
		checks: [
			...checks,
			...packageLook.checks,
			...optionChecks,
			...rendered.checks,
			...storageChecks,
			...surroundings.checks,
			checkRepository(offer.repositories, wanted),
		],
		findings: {
			...subject,
			package: subject.definition,
			account: request.makeAccount ? surroundings.account : null,
			change: packageLook.change,
			app: rendered.app,
			repository: wanted,
			silent: offer.broken !== null,
			bootstrap: subject.definition === null ? offer.bootstrap : null,
		},
	};
}

const mendFirst = 'the options have to be mended first';
const nothingRendered = {app: null, checks: []};

type Surroundings = {
	request: InstallRequest;
	cluster: ClusterApis;
	subject: Subject;
	mode: string | null;
	app: JsonObject | null;
	change: Change;
};

/** What the registry needs around it. */
async function checkSurroundings({request, cluster, subject, mode, app, change}: Surroundings) {
	const closed = await checkStore(cluster);
	const secrets = closed === null ? await checkSecrets(cluster, subject, app) : [closed];
	const {makeAccount} = request;
	const look =
		closed === null ? await checkAccount(cluster, subject.account, {makeAccount, mode}) : {state: null, checks: []};
	const isNew = subject.installed === null;
	const name = isNew ? [await checkName(cluster, subject.service)] : [];
	const seesAll = look.state !== null;
	const capacity = change === null ? [] : await checkCapacity(cluster, {app, resolved: subject.resolved, seesAll});
	const health = await checkHealth(cluster, subject).catch(error => [asProblem('health')(error)]);
	return {account: look.state, checks: [...secrets, ...look.checks, ...name, ...capacity, ...health]};
}
