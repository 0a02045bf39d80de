import type {AgentResult} from './agent-result.ts';

/** One agent in one line, for progress: [003/312] 10.0.2.7 changed, trusted */
export function resultLine(
	{agent, state, proof, why}: AgentResult,
	{ended, all}: {ended: number; all: number},
): string {
	const width = String(all).length;
	const count = `[${String(ended).padStart(width, '0')}/${all}]`;
	const detail = why ?? (proof === null ? null : `Docker says ${proof.state}`);
	return `${count} ${agent.address} ${state}${detail === null ? '' : `, ${detail}`}`;
}
