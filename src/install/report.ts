import {commandLine} from '../errors/command-line.ts';
import {type ExitCode, exitCodes, strongest} from '../errors/exit-codes.ts';
import type {JsonObject} from '../errors/json.ts';
import {appId, repositoryUri} from '../registry/naming.ts';
import type {Check} from './check.ts';
import {plannedSteps, plannedWrites} from './plan.ts';
import type {Findings, Preflight} from './preflight.ts';
import {type InstallRequest, sameCommand} from './request.ts';
import type {StepReport} from './step.ts';

export type InstallReport = {
	/** `check`: it was only looked; `plan`: and told what would be done. */
	kind: 'check' | 'plan' | 'done';
	changed: boolean;
	/** null where the cluster could not be looked at. */
	service: string | null;
	appId: string | null;
	/** null also while no repository of the cluster has the package. */
	packageVersion: string | null;
	repositoryUri: string | null;
	checks: readonly Check[];
	/** Empty when it was only checked. */
	steps: readonly StepReport[];
	/** What would be written, in order; empty unless it is a plan. */
	writes: readonly string[];
	/** What Cosmos gets. */
	options: JsonObject;
	/** The same with the package's defaults filled in. */
	resolvedOptions: JsonObject;
	/** The app that would be started; null unless it is a plan to start one. */
	app: JsonObject | null;
	/** The command that comes next; null unless something was done. */
	next: string | null;
	exitCode: ExitCode;
};

export function checkReport({checks, findings}: Preflight): InstallReport {
	const exitCode = strongest(checks.map(check => check.exitCode));
	return {...about(checks, findings), kind: 'check', exitCode};
}

export function plannedReport(checks: readonly Check[], findings: Findings): InstallReport {
	const todo = {repository: checks.some(({name, result}) => name === 'repository' && result === 'to do')};
	return {
		...about(checks, findings),
		kind: 'plan',
		steps: plannedSteps(findings, todo),
		writes: plannedWrites(findings, todo),
		app: findings.app,
	};
}

export function doneReport(
	{checks, findings}: {checks: readonly Check[]; findings: Findings},
	steps: readonly StepReport[],
	request: InstallRequest,
): InstallReport {
	const changed = steps.some(({state}) => state === 'done');
	return {...about(checks, findings), kind: 'done', steps, changed, next: nextCommand(findings, request)};
}

/** What was not waited for is waited for first. */
function nextCommand({service}: Findings, request: InstallRequest): string {
	if (!request.wait) return sameCommand(request);
	const name = service === 'dcos-registry' ? [] : ['--service-name', service];
	return commandLine(['dcos', 'registry', 'trust-agents', ...name]);
}

function about(checks: readonly Check[], findings: Findings | null): Omit<InstallReport, 'kind'> {
	const service = findings?.service ?? null;
	return {
		changed: false,
		service,
		appId: service && appId(service),
		packageVersion: findings?.package?.version ?? null,
		repositoryUri: service && repositoryUri(service),
		checks,
		steps: [],
		writes: [],
		options: findings?.options ?? {},
		resolvedOptions: findings?.resolved ?? {},
		app: null,
		next: null,
		exitCode: exitCodes.done,
	};
}
