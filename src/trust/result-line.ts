import type {AgentResult} from './agent-result.ts';

/** What became of one agent, in a clause: changed, Docker says trusted */
export function shortLine({state, docker, proof, why}: AgentResult): string {
	const said = proof === null ? null : `Docker says ${proof.state}`;
	const detail = why ?? (docker === 'restarted' ? `Docker restarted, ${said ?? 'not asked'}` : said);
	return `${state}${detail === null ? '' : `, ${detail}`}`;
}
