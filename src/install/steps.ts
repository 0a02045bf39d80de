import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {FailedError} from '../errors/errors.ts';
import {installedRegistry} from '../registry/installed.ts';
import {appId} from '../registry/naming.ts';
import type {World} from '../world.ts';
import type {Findings} from './findings.ts';
import {installedProblem} from './problems.ts';
import {addRepository} from './repository.ts';
import {type AccountNames, completeAccount, isComplete} from './service-account.ts';
import {waitHealthy} from './wait-healthy.ts';

export type StepReport = {
	step: 'service account' | 'package' | 'health' | 'repository';
	what: string;
	state: 'unchanged' | 'done' | 'would be done';
};

export type Around = {
	cluster: ClusterApis;
	world: World;
	/** When waiting ends, milliseconds since 1970. */
	until: number;
};

/** One step of an installation: looks, does what is left, and says which it was. Safe to repeat. */
type Perform = (findings: Findings, around: Around) => Promise<StepReport>;

export function accountInWords({uid, secretPath}: AccountNames): string {
	return `${uid}, key in ${secretPath}`;
}

export function packageInWords({package: {name, version}, service}: Findings): string {
	return `${name} ${version} as ${appId(service)}`;
}

async function account({account: state, accountNames}: Findings, {cluster, world}: Around): Promise<StepReport> {
	const what = accountInWords(accountNames);
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
	const what = packageInWords(findings);
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

/** In this order, because each needs what the one before it made. */
export const installSteps: readonly Perform[] = [account, packageStep, health, repository];
