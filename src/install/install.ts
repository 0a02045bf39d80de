import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {FailedError, stopIfInterrupted} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {installedRegistry} from '../registry/installed.ts';
import {appId, packageName} from '../registry/naming.ts';
import type {World} from '../world.ts';
import {type Findings, type InstallRequest, preflight} from './preflight.ts';
import {installedProblem} from './problems.ts';
import {addRepository} from './repository.ts';
import {completeAccount} from './service-account.ts';
import {waitHealthy} from './wait-healthy.ts';

export type StepState = 'unchanged' | 'done' | 'would be done';
export type StepReport = {
	step: 'service account' | 'package' | 'health' | 'repository';
	what: string;
	state: StepState;
};

export type InstallReport = {
	dryRun: boolean;
	changed: boolean;
	service: string;
	appId: string;
	packageVersion: string;
	repositoryUri: string;
	steps: readonly StepReport[];
	options: JsonObject;
	/** The app that would be started; null unless it is a dry run of an installation to come. */
	app: JsonObject | null;
};

/** From any state to a registry that answers: each step looks first, so that a run cut short is finished by the next. */
export async function install(request: InstallRequest, world: World): Promise<InstallReport> {
	const cluster = await world.cluster();
	const step = world.progress.step('Preflight');
	const findings = await preflight(request, cluster, world).catch(error => {
		step.failed('nothing was changed');
		throw error;
	});
	step.done(`${packageName} ${findings.package.version} can be installed as ${appId(findings.service)}`);
	if (request.dryRun) return plan(findings, cluster);
	await confirmInsecure(cluster, findings, world);
	const until = world.clock.now() + request.timeout;
	const steps: StepReport[] = [];
	for (const perform of [account, packageStep, health, repository]) {
		stopIfInterrupted(
			world.interrupted,
			steps.map(each => `${each.step} ${each.state}`).join(', ') || 'nothing was changed',
		);
		steps.push(await perform(findings, {cluster, world, until}));
	}
	return reportOf(findings, {dryRun: false, steps, app: null});
}

type Around = {cluster: ClusterApis; world: World; until: number};

async function account({account: state, accountNames}: Findings, {cluster, world}: Around): Promise<StepReport> {
	const what = `${accountNames.uid}, key in ${accountNames.secretPath}`;
	const step = world.progress.step('Service account');
	if (isComplete(state)) {
		step.unchanged(what);
		return {step: 'service account', what, state: 'unchanged'};
	}
	await completeAccount(cluster, accountNames, state);
	step.done(what);
	return {step: 'service account', what, state: 'done'};
}

async function packageStep(findings: Findings, {cluster, world}: Around): Promise<StepReport> {
	const what = `${packageName} ${findings.package.version} as ${appId(findings.service)}`;
	const step = world.progress.step('Package');
	if (findings.installed !== null) {
		step.unchanged(`${findings.installed.appId} is installed with these options`);
		return {step: 'package', what, state: 'unchanged'};
	}
	const {name, version} = findings.package;
	const answer = await cluster.cosmos.install({packageName: name, packageVersion: version, options: findings.options});
	if (answer === 'exists') await expectSame(findings, cluster);
	step.done(what);
	return {step: 'package', what, state: 'done'};
}

/** Between the preflight and now somebody else installed it: fine if it is the same. */
async function expectSame(findings: Findings, cluster: ClusterApis): Promise<void> {
	const installed = await installedRegistry(cluster, findings.service);
	const [problem] = installedProblem({...findings, installed});
	if (installed !== null && problem === undefined) return;
	throw new FailedError(problem?.what ?? `another service took the name ${appId(findings.service)}`, {
		hint: problem?.hint,
	});
}

async function health({service}: Findings, {cluster, world, until}: Around): Promise<StepReport> {
	const step = world.progress.step('Health');
	const waiting = {marathon: cluster.marathon, clock: world.clock, interrupted: world.interrupted, step, until};
	const result = await waitHealthy(appId(service), waiting);
	const what = `${appId(service)} is healthy`;
	if (result === 'was healthy') step.unchanged(what);
	else step.done(what);
	return {step: 'health', what, state: result === 'was healthy' ? 'unchanged' : 'done'};
}

async function repository({repositoryUri: uri}: Findings, {cluster, world, until}: Around): Promise<StepReport> {
	const step = world.progress.step('Repository');
	const adding = {cosmos: cluster.cosmos, clock: world.clock, interrupted: world.interrupted, step, until};
	const result = await addRepository(uri, adding);
	if (result === 'unchanged') step.unchanged(uri);
	else step.done(`${uri} added in the first place`);
	return {step: 'repository', what: uri, state: result === 'unchanged' ? 'unchanged' : 'done'};
}

async function plan(findings: Findings, {cosmos}: ClusterApis): Promise<InstallReport> {
	const {account: state, accountNames, installed} = findings;
	const {name, version} = findings.package;
	const would = (open: boolean): StepState => (open ? 'would be done' : 'unchanged');
	const steps: StepReport[] = [
		{
			step: 'service account',
			what: `${accountNames.uid}, key in ${accountNames.secretPath}`,
			state: would(!isComplete(state)),
		},
		{step: 'package', what: `${name} ${version} as ${appId(findings.service)}`, state: would(installed === null)},
		{step: 'repository', what: findings.repositoryUri, state: would(findings.repository === 'missing')},
	];
	const request = {packageName: name, packageVersion: version, options: findings.options};
	return reportOf(findings, {dryRun: true, steps, app: installed === null ? await cosmos.render(request) : null});
}

function isComplete({secret, account: exists, granted}: Findings['account']): boolean {
	return secret && exists && granted;
}

function reportOf(
	findings: Findings,
	{dryRun, steps, app}: Pick<InstallReport, 'dryRun' | 'steps' | 'app'>,
): InstallReport {
	return {
		dryRun,
		changed: steps.some(each => each.state === 'done'),
		service: findings.service,
		appId: appId(findings.service),
		packageVersion: findings.installed?.packageVersion ?? findings.package.version,
		repositoryUri: findings.repositoryUri,
		steps,
		options: findings.options,
		app,
	};
}

/** The service account's private key goes over this connection. */
async function confirmInsecure(cluster: ClusterApis, {account: {secret}}: Findings, {confirm}: World): Promise<void> {
	if (!cluster.insecure || secret) return;
	await confirm(
		[`Warning: the certificate of ${cluster.url} is not checked, so whoever is in the middle can read the private key`],
		'Go on?',
	);
}
