import {pasteable} from '../errors/command-line.ts';
import type {ExitCode} from '../errors/exit-codes.ts';
import type {World} from '../world.ts';
import type {AgentResult, AgentState} from './agent-result.ts';
import {type AgentAnswered, type AgentWork, runScript} from './agent-work.ts';
import {failed, ofDefect, proofOf, silentAbout, type Verdict, withProof} from './judge-answer.ts';
import {broken} from './look-at-agent.ts';
import {backInMesos, drained, reactivated} from './maintenance.ts';
import {answerLimit} from './on-agent/time-limits.ts';

type Around = {
	work: AgentWork;
	world: World;
	drain: boolean;
	tell: (doing: string) => void;
	/** Exit codes that were met on the way, beside what becomes of the agents. */
	met: Set<ExitCode>;
};

export type Restarted = {result: AgentResult; failed: boolean};

/**
 * Restarts the agent's Docker, and is done when Docker answers, its proof is in and Mesos hears from the agent. With `drain`
 * its tasks are moved away first, and it is brought back whatever happened; an agent that was drained already stays so.
 */
export async function restartAgent(before: AgentResult, around: Around): Promise<Restarted> {
	const {agent} = before;
	const started = around.world.clock.elapsed();
	const ended = (verdict: Verdict, found: Partial<AgentResult> = {}): Restarted => ({
		result: {
			...before,
			...found,
			...verdict,
			milliseconds: before.milliseconds + around.world.clock.elapsed() - started,
		},
		failed: verdict.state === 'failed' || verdict.state === 'restart needed' || verdict.state === 'unreachable',
	});
	const draining = around.drain ? await drained(agent, around) : null;
	if (draining?.verdict) return ended(draining.verdict);
	// whatever happens, it is brought back into service
	const {verdict, found} = await restarted(before, around).catch(error => ({verdict: ofDefect(error), found: {}}));
	const back = verdict.state === 'failed' ? null : await backInMesos(agent, around);
	const again = draining?.ours ? await reactivated(agent, around) : null;
	const bad = again ?? back;
	return ended(bad ?? (draining?.ours === false ? stillDrained(verdict, before) : verdict), found);
}

/** Whoever drained it may have been an earlier run of this command that was cut off. */
function stillDrained(verdict: Verdict, {agent}: AgentResult): Verdict {
	if (verdict.why !== null) return verdict;
	return {
		...verdict,
		why: 'it was drained before this run, and stays so',
		hint: pasteable`dcos node reactivate ${agent.id}`,
	};
}

/** What is known of a Docker after a restart; that it answered before is not. */
const dockerAfter = {begun: null, failed: null, silent: 'silent', done: 'restarted'} as const;

/** The connection that restarts Docker and asks it once more. */
async function restarted(before: AgentResult, {work, world, tell}: Around) {
	tell('restarting Docker');
	const deadline = work.limit * 2 + answerLimit * 1000;
	const answered = await runScript(before.agent, {what: 'restart', deadline}, {work, world});
	const {answer} = answered;
	const proof = proofOf(answer, work.registries) ?? before.proof;
	const docker = answer.restart === null ? before.docker : dockerAfter[answer.restart];
	return {verdict: judgeRestart(answered, {before, proof, deadline, work}), found: {docker, proof} as const};
}

type Judged = {before: AgentResult; proof: AgentResult['proof']; deadline: number; work: AgentWork};

function judgeRestart({answer, ...rest}: AgentAnswered, {before, proof, deadline, work}: Judged): Verdict {
	const look = 'look at it there: systemctl status docker; journalctl -u docker';
	if (answer.restart === 'failed')
		return failed(`Docker could not be restarted: ${answer.daemonWords.replaceAll('\n', ' ')}`, look);
	if (answer.restart === 'silent')
		return failed(`Docker was restarted and did not answer again within ${answerLimit} s`, look);
	if (!answer.ended) {
		const {why, hint, state} = broken({answer, ...rest}, deadline);
		return answer.restart === 'begun' ? failed(`Docker was being restarted: ${why}`, look) : {state, why, hint};
	}
	if (answer.problems.length > 0) return failed(answer.problems.join('; '), look);
	if (answer.restart !== 'done' || proof === null) return silentAbout('the restart of Docker');
	// failed: a ca.crt of somebody else's, to which only --restart always comes
	const after: Partial<Record<AgentState, AgentState>> = {'restart needed': 'changed', failed: 'unchanged'};
	const state = after[before.state] ?? before.state;
	const verdict = withProof({state, why: null, hint: null}, {proof, odd: answer.odd, requireProof: work.requireProof});
	return verdict.state === 'restart needed'
		? failed(`Docker was restarted, and still refuses: ${proof?.words}`, look)
		: verdict;
}
