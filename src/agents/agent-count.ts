/** 1 agent, 2 agents */
export function agentCount(count: number): string {
	return count === 1 ? '1 agent' : `${count} agents`;
}
