import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {stopIfInterrupted} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {appId, packageName} from '../registry/naming.ts';
import type {World} from '../world.ts';
import type {Findings, InstallRequest} from './findings.ts';
import {preflight} from './preflight.ts';
import {isComplete} from './service-account.ts';
import {accountInWords, installSteps, packageInWords, type StepReport} from './steps.ts';

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
	for (const perform of installSteps) {
		stopIfInterrupted(
			world.interrupted,
			steps.map(each => `${each.step} ${each.state}`).join(', ') || 'nothing was changed',
		);
		steps.push(await perform(findings, {cluster, world, until}));
	}
	return reportOf(findings, {dryRun: false, steps, app: null});
}

async function plan(findings: Findings, {cosmos}: ClusterApis): Promise<InstallReport> {
	const {account: state, accountNames, installed} = findings;
	const {name, version} = findings.package;
	const would = (open: boolean): StepReport['state'] => (open ? 'would be done' : 'unchanged');
	const steps: StepReport[] = [
		{step: 'service account', what: accountInWords(accountNames), state: would(!isComplete(state))},
		{step: 'package', what: packageInWords(findings), state: would(installed === null)},
		{step: 'repository', what: findings.repositoryUri, state: would(findings.repository === 'missing')},
	];
	const request = {packageName: name, packageVersion: version, options: findings.options};
	return reportOf(findings, {dryRun: true, steps, app: installed === null ? await cosmos.render(request) : null});
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
