import type {AgentResult} from './agent-result.ts';

/** Of agents with another CA than the cluster's, says how many others have the same one: a stray machine, or the cluster's doubt. */
export function compareAuthorities(results: readonly AgentResult[]): AgentResult[] {
	return results.map(result => {
		if (result.ca !== 'different' || result.caFingerprint === null) return result;
		const alike = results.filter(each => each !== result && each.caFingerprint === result.caFingerprint).length;
		const others =
			alike === 0
				? 'no other agent has it'
				: alike === 1
					? 'one other agent has it too'
					: `${alike} other agents have it too`;
		return {...result, why: `${result.why} (SHA-256 ${result.caFingerprint}; ${others})`};
	});
}
