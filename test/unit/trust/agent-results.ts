import type {AgentResult} from '../../../src/trust/agent-result.ts';

/** The result of one agent; its number makes its names. */
export function agentResult(number: number, over: Partial<AgentResult> = {}): AgentResult {
	return {
		agent: {
			id: `abc-S${number}`,
			hostname: `agent-${number}`,
			address: `10.0.0.${number}`,
			type: 'private',
			running: true,
		},
		state: 'unchanged',
		ca: 'right',
		caFingerprint: 'AA:BB',
		docker: 'answers',
		proof: {state: 'trusted', cause: null, words: 'manifest unknown'},
		why: null,
		hint: null,
		milliseconds: 1000,
		...over,
	};
}
