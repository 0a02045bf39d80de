import type {Agent} from '../agents/agent.ts';
import {agentCount} from '../agents/agent-count.ts';
import {shownAddress} from '../agents/agent-name.ts';
import {rollOut} from '../agents/roll-out.ts';
import {FailedError, LoginError, UserError} from '../errors/errors.ts';
import type {ExitCode} from '../errors/exit-codes.ts';
import type {World} from '../world.ts';
import type {AgentResult} from './agent-result.ts';
import type {AgentWork} from './agent-work.ts';
import {registryAgents} from './doomed-tasks.ts';
import {ofDefect} from './judge-answer.ts';
import {restartAgent} from './restart-agent.ts';
import {type RestartPlan, restartPlan} from './restart-plan.ts';
import {shortLine} from './result-line.ts';
import type {TrustRequest} from './trust-request.ts';

type Around = {
	request: TrustRequest;
	names: readonly string[];
	work: AgentWork;
	world: World;
	/** Exit codes that were met on the way, beside what becomes of the agents. */
	met: Set<ExitCode>;
};

/** Restarts Docker where the wish asks for it and the operator agrees, in waves. A result for every agent, in the same order. */
export async function restartWhereNeeded(results: readonly AgentResult[], around: Around): Promise<AgentResult[]> {
	const {request, world} = around;
	const wanted = results.filter(result => isWanted(result, request.restart.when));
	if (wanted.length === 0 || !around.work.change) return [...results];
	const left = (reason: string, done?: Map<Agent, AgentResult>) =>
		results.map(result => (wanted.includes(result) ? (done?.get(result.agent) ?? notStarted(result, reason)) : result));
	if (world.interrupted.aborted) return left('the run was interrupted');
	const agreed = await agreedPlan(wanted, {...around, results});
	if ('refused' in agreed) return left(agreed.refused);
	const done = await inWaves(wanted, agreed, around);
	return left(
		world.interrupted.aborted ? 'the run was interrupted' : 'more restarts failed than --max-failures bears',
		done,
	);
}

/** For a dry run: the restarts that would follow where the files are right already. Those of `always` stand in the plan before. */
export async function plannedRestarts(
	results: readonly AgentResult[],
	around: Omit<Around, 'work' | 'met'>,
): Promise<readonly string[]> {
	const {when} = around.request.restart;
	const wanted = when === 'auto' ? results.filter(result => isWanted(result, when)) : [];
	return wanted.length === 0 ? [] : (await planFor(wanted, {...around, results})).lines;
}

/** A Docker that does not answer was stopped by somebody, and is left to them. An undecided proof leads to no restart either. */
function isWanted({state, docker, ca}: AgentResult, when: TrustRequest['restart']['when']): boolean {
	if (state === 'restart needed') return when !== 'never';
	if (when !== 'always' || docker !== 'answers') return false;
	return ['unchanged', 'changed', 'not proved'].includes(state) || ca === 'foreign';
}

type Refused = {refused: string};
type Planned = Omit<Around, 'work' | 'met'> & {results: readonly AgentResult[]};

/** Asked for `auto` only: with `always` the question was answered before anything was done. */
async function agreedPlan(
	wanted: readonly AgentResult[],
	around: Planned & Pick<Around, 'met'>,
): Promise<RestartPlan | Refused> {
	const {request, world, met} = around;
	try {
		const plan = await planFor(wanted, around);
		if (request.restart.when === 'auto') await world.confirm(plan.lines, 'Restart Docker on these agents?');
		return plan;
	} catch (error) {
		// the agents' files are changed already, and that has to be reported
		if (error instanceof FailedError) return {refused: 'declined'};
		if (error instanceof LoginError) met.add(error.exitCode);
		if (error instanceof UserError) return {refused: error.message};
		throw error;
	}
}

async function planFor(
	wanted: readonly AgentResult[],
	{request, names, world, results}: Planned,
): Promise<RestartPlan> {
	const down = results.filter(each => ['unreachable', 'not running'].includes(each.state)).length;
	const tasks = await (await world.cluster()).mesos.tasks();
	return restartPlan(
		wanted.map(each => each.agent),
		{rules: request.restart, tasks, registry: registryAgents(tasks, names), chosen: results.length, down},
	);
}

async function inWaves(
	wanted: readonly AgentResult[],
	{waves, maxFailures}: RestartPlan,
	{request, work, world, met}: Around,
): Promise<Map<Agent, AgentResult>> {
	const {restart} = request;
	const parallel = Math.min(request.parallel, work.session.parallel);
	const view = world.progress.many(`Restarting Docker on ${agentCount(wanted.length)}`, waves.flat().map(shownAddress));
	const rules = {maxFailures, pause: restart.pause, parallel, clock: world.clock, interrupted: world.interrupted};
	const done = await rollOut(waves, rules, async agent => {
		const before = wanted.find(each => each.agent === agent) as AgentResult;
		const tell = (doing: string) => view.update(shownAddress(agent), doing);
		const ended = await restartAgent(before, {work, world, drain: restart.drain, tell, met}).catch(error => ({
			result: {...before, ...ofDefect(error)},
			failed: true,
		}));
		view.ended(shownAddress(agent), shortLine(ended.result), ended.failed ? 'open' : 'well');
		return ended;
	});
	view.close(`${done.size} of ${wanted.length} restarted`);
	return done;
}

/** Its turn did not come, or was not granted. */
function notStarted(result: AgentResult, reason: string): AgentResult {
	return {
		...result,
		state: 'not started',
		why: `its files are in place, and its Docker was not restarted: ${reason}`,
		hint: null,
	};
}
