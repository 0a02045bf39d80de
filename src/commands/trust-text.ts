import {table} from '../output/table.ts';
import {type AgentResult, failuresFirst, isOpen} from '../trust/agent-result.ts';
import type {TrustReport} from '../trust/trust-agents.ts';

/** The table of all agents with the failures first, what each failure means, the counts, and how to go on. */
export function trustText(report: TrustReport): string {
	const results = failuresFirst(report.results);
	const open = results.filter(isOpen);
	const unproved = results.filter(each => !isOpen(each) && each.proof?.state === 'unknown');
	const blocks = [
		table(['agent', 'id', 'type', 'ca', 'docker', 'proof', 'time'], results.map(row)),
		[...open, ...unproved].flatMap(explained).join('\n'),
		[`CA of the cluster, SHA-256: ${report.caFingerprint}`, summary(report)].join('\n'),
		report.resume === null ? '' : `To go on with the rest:\n    ${report.resume}`,
	];
	return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function row({agent, state, ca, docker, proof, milliseconds}: AgentResult): string[] {
	const seconds = milliseconds === 0 ? '-' : `${(milliseconds / 1000).toFixed(1)}s`;
	const dockerSays = state === 'restart needed' ? state : (docker ?? '-');
	return [
		agent.address,
		agent.id,
		agent.type,
		ca ?? '-',
		dockerSays,
		proof?.state ?? (state === 'lacking' ? '-' : state),
		seconds,
	];
}

function explained({agent, why, hint}: AgentResult): string[] {
	if (why === null) return [];
	return [`${agent.address}: ${why}`, ...(hint === null ? [] : [`  → ${hint.replaceAll('<address>', agent.address)}`])];
}

function summary({results, check, dryRun}: TrustReport): string {
	const states = [...new Set(results.map(each => each.state))];
	const counts = states.map(state => `${results.filter(each => each.state === state).length} ${state}`).join(', ');
	if (!results.some(isOpen) && results.every(each => each.state === 'unchanged')) {
		return `Nothing to do: all ${results.length} agents have the CA already.`;
	}
	return `${results.length} agents: ${counts}${check || dryRun ? ' (nothing was changed)' : ''}`;
}
