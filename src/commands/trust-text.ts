import {agentCount} from '../agents/agent-count.ts';
import {shownAddress} from '../agents/agent-name.ts';
import {table} from '../output/table.ts';
import {type AgentResult, failuresFirst, isOpen} from '../trust/agent-result.ts';
import type {TrustReport} from '../trust/trust-request.ts';

/** The table of all agents with the failures first, what each failure means, the counts, and how to go on. */
export function trustLines(report: TrustReport): string[] {
	const results = failuresFirst(report.results);
	const told = [...results.filter(isOpen), ...results.filter(each => !isOpen(each) && each.why !== null)];
	const blocks = [
		report.plan ?? [],
		table(['agent', 'id', 'type', 'ca', 'docker', 'proof', 'time'], results.map(row)),
		explained(told),
		[...fingerprint(report), summary(report)],
		report.resume === null ? [] : [`${goingOn(report)}:`, `    ${report.resume}`],
	];
	return blocks.filter(block => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function row({agent, state, ca, docker, proof, milliseconds}: AgentResult): string[] {
	const seconds = milliseconds === 0 ? '-' : `${(milliseconds / 1000).toFixed(1)}s`;
	const dockerSays = state === 'restart needed' ? state : (docker ?? '-');
	return [shownAddress(agent), agent.id, agent.type, ca ?? '-', dockerSays, lastWord({state, proof}), seconds];
}

/** What Docker said, else what came of the agent. */
function lastWord({state, proof}: Pick<AgentResult, 'state' | 'proof'>): string {
	if (proof !== null && state !== 'failed' && state !== 'not started') return proof.state;
	return ['lacking', 'removed', 'to remove', 'unchanged'].includes(state) ? '-' : state;
}

/** Agents with the same trouble stand together: three hundred that lack the same are one thing to mend. */
function explained(results: readonly AgentResult[]): string[] {
	const groups = Map.groupBy(
		results.filter(each => each.why !== null),
		({agent, why, hint}) => `${why}\n${hint?.replaceAll(agent.address, '') ?? ''}`,
	);
	return [...groups.values()].flatMap(([first, ...others]) => {
		const {agent, why, hint} = first as AgentResult;
		const who = others.length === 0 ? shownAddress(agent) : `${shownAddress(agent)} and ${others.length} more`;
		return [`${who}: ${why}`, ...(hint === null ? [] : [`  → ${hint}`])];
	});
}

function fingerprint({caFingerprint}: TrustReport): string[] {
	return caFingerprint === null ? [] : [`CA of the cluster, SHA-256: ${caFingerprint}`];
}

function goingOn({work, dryRun}: TrustReport): string {
	return work === 'check' || dryRun ? 'To do it' : 'To go on with the rest';
}

function summary({results, work, dryRun}: TrustReport): string {
	const states = [...new Set(results.map(each => each.state))];
	const counts = states.map(state => `${results.filter(each => each.state === state).length} ${state}`).join(', ');
	if (results.every(each => each.state === 'unchanged')) return nothingToDo(results, work);
	const restarted = results.filter(each => each.docker === 'restarted').length;
	const restarts = restarted === 0 ? '' : `; Docker was restarted on ${restarted}`;
	return `${agentCount(results.length)}: ${counts}${restarts}${work === 'check' || dryRun ? ' (nothing was changed)' : ''}`;
}

function nothingToDo(results: readonly AgentResult[], work: TrustReport['work']): string {
	const restarted = results.filter(each => each.docker === 'restarted').length;
	if (restarted > 0) return `The CA was in place already; Docker was restarted on ${agentCount(restarted)}.`;
	if (work === 'remove') return `Nothing to do: none of ${agentCount(results.length)} has anything of this command.`;
	const unproved = results.filter(each => each.proof?.state === 'unknown').length;
	const doubt = unproved === 0 ? '' : ` It is not proved on ${agentCount(unproved)}.`;
	return `Nothing to do: the CA is in place on ${results.length === 1 ? 'the one agent' : `all ${results.length} agents`}.${doubt}`;
}
