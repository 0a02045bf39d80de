import type {Agent} from '../agents/agent.ts';
import {noTurn} from '../errors/unstarted.ts';
import type {World} from '../world.ts';
import type {AgentAnswer} from './agent-answer.ts';
import type {AgentResult} from './agent-result.ts';
import {type AgentAnswered, type AgentWork, runScript} from './agent-work.ts';
import {caState} from './ca-state.ts';
import {fingerprintOf} from './cluster-ca.ts';
import {explainSsh} from './explain-ssh.ts';
import {failed, judge, leftFiles, proofOf, silentFile, type Verdict} from './judge-answer.ts';

type Around = {work: AgentWork; world: Pick<World, 'clock'>};

/** Looks at the CA, puts it in place, asks Docker. */
export async function trustOneAgent(agent: Agent, around: Around): Promise<AgentResult> {
	const {caPath, registries, requireProof, limit} = around.work;
	const answered = await runScript(agent, {what: 'trust', deadline: limit}, around);
	const {answer} = answered;
	const proof = proofOf(answer, registries);
	const verdict = answer.ended
		? judge(answer, {proof, registries, caPath, requireProof, now: around.world.clock.now()})
		: broken(answered, limit);
	return resultOf(agent, answered, {verdict, proof, now: around.world.clock.now()});
}

/** Takes back what this command has put there; what it has not put there stays. */
export async function removeFromOneAgent(agent: Agent, around: Around): Promise<AgentResult> {
	const {limit, registries} = around.work;
	const answered = await runScript(agent, {what: 'remove', deadline: limit}, around);
	const verdict = answered.answer.ended ? judgeRemoval(answered.answer, registries) : broken(answered, limit);
	return resultOf(agent, answered, {verdict, proof: null, now: around.world.clock.now()});
}

function judgeRemoval(answer: AgentAnswer, registries: readonly string[]): Verdict {
	const {problems, files} = answer;
	if (problems.length > 0) return failed(problems.join('; '), 'mend it there, then run the same command again');
	const states = [...files.values()];
	if (states.includes('ours')) return {state: 'to remove', why: null, hint: null};
	const silent = silentFile(answer, registries, ['removed', 'foreign', 'absent']);
	if (silent !== null) return silent;
	const state = states.includes('removed') ? 'removed' : 'unchanged';
	return {state, why: leftFiles(answer), hint: null};
}

/** The script did not come to its end. `limit` in milliseconds. */
export function broken({answer, outcome}: AgentAnswered, limit: number): Verdict {
	if (outcome.unstarted === noTurn)
		return {state: 'not started', why: 'the run was interrupted before its turn', hint: null};
	const {reached, why, hint} = explainSsh(outcome, {...answer, seconds: limit / 1000});
	return {state: reached ? 'failed' : 'unreachable', why, hint};
}

type Found = {verdict: Verdict; proof: AgentResult['proof']; now: number};

function resultOf(agent: Agent, {answer, milliseconds}: AgentAnswered, {verdict, proof, now}: Found): AgentResult {
	const [certificate] = answer.certificates;
	return {
		agent,
		...verdict,
		ca: caState(answer, now),
		caFingerprint: certificate === undefined ? null : fingerprintOf(certificate),
		docker: answer.docker,
		proof,
		milliseconds,
	};
}
