import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {stopIfInterrupted} from '../errors/errors.ts';
import type {World} from '../world.ts';
import {accountStep} from './account-step.ts';
import {endedEarly} from './ended-early.ts';
import {healthStep} from './health-step.ts';
import {inStep} from './in-step.ts';
import {packageStep} from './package-step.ts';
import {type Findings, type Preflight, preflight} from './preflight.ts';
import {thingsToConfirm} from './questions.ts';
import {refusalFor} from './refusal.ts';
import {checkReport, doneReport, type InstallReport, plannedReport} from './report.ts';
import {repositoryStep} from './repository-step.ts';
import {type InstallRequest, sameCommand} from './request.ts';
import {addPackageSource} from './source-step.ts';
import type {Around, Perform, StepReport} from './step.ts';
import {afterUndo, createJournal, undoAll} from './undo.ts';

/** From any state to a registry that answers, or back: each step looks first, so that a run cut short is finished by the next. */
export async function install(request: InstallRequest, world: World): Promise<InstallReport> {
	const cluster = await world.cluster();
	const looked = await lookAround(request, cluster, world);
	if (request.check) return checkReport(looked);
	const findings = unlessRefused(looked);
	if (request.dryRun) return plannedReport(looked.checks, findings);
	const lines = thingsToConfirm(cluster, findings);
	if (lines.length > 0) await world.confirm(lines, 'Go on?');
	const until = world.clock.elapsed() + request.timeout;
	const around: Around = {request, cluster, world, journal: createJournal(), until};
	const done: StepReport[] = [];
	try {
		const ready = findings.bootstrap === null ? findings : await withPackageSource(findings, {around, done});
		for (const perform of stepsOf(request)) {
			stopIfInterrupted(
				world.interrupted,
				done.length === 0 ? 'nothing was changed' : 'the installation is not complete',
			);
			done.push(await perform(ready, around));
		}
		return doneReport({checks: looked.checks, findings: ready}, done, request);
	} catch (error) {
		throw await endedEarly(error, {done, around});
	}
}

/** In this order, because each needs what the one before it made. */
function stepsOf({wait}: InstallRequest): readonly Perform[] {
	return wait ? [accountStep, packageStep, healthStep, repositoryStep] : [accountStep, packageStep, notWaited];
}

/** The repository cannot be added before the registry answers. */
const notWaited: Perform = async ({service}) => ({
	step: 'health',
	what: `/${service} is not waited for`,
	state: 'left out',
});

async function lookAround(request: InstallRequest, cluster: ClusterApis, world: World): Promise<Preflight> {
	const looked = await inStep('Preflight', world, async step => {
		const found = await preflight(request, cluster, world);
		const problems = found.checks.filter(({result}) => result === 'problem').length;
		if (problems > 0)
			step.failed(problems === 1 ? 'one thing stands in the way' : `${problems} things stand in the way`);
		else step.done(`${found.checks.length} checks, and nothing stands in the way`);
		return found;
	});
	if (!request.check) warnOf(looked, world);
	return looked;
}

/** Where the table of all checks follows, they stand in it. */
function warnOf({checks}: Preflight, {progress}: World): void {
	if (checks.filter(({result}) => result === 'problem').length > 1) return;
	for (const {name, result, what, hint} of checks) {
		// the step that waits tells how it is
		if (result === 'warning' && name !== 'health') progress.warn(`Warning: ${what}${hint === null ? '' : `; ${hint}`}`);
	}
}

function unlessRefused({checks, findings}: Preflight): Findings {
	const refusal = refusalFor(checks);
	if (refusal !== null) throw refusal;
	if (findings === null) throw new Error('nothing was found, and nothing said why');
	return findings;
}

/** Only with the package at hand its options can be judged, so that everything is looked at once more. */
async function withPackageSource(
	{bootstrap}: Findings,
	{around, done}: {around: Around; done: StepReport[]},
): Promise<Findings> {
	if (bootstrap !== null) done.push(await addPackageSource(bootstrap, around));
	const {request, cluster, world, journal} = around;
	const looked = await lookAround(request, cluster, world);
	const refusal = refusalFor(looked.checks);
	if (refusal === null) return unlessRefused(looked);
	// a refusal has changed nothing, with --atomic or without
	const outcome = await undoAll(journal, world);
	journal.forgetAll();
	done.pop();
	throw afterUndo(refusal, outcome, sameCommand(request));
}
