import type {SshJob, SshOutcome} from '../../../src/ssh/ssh.ts';
import type {AgentWork} from '../../../src/trust/agent-work.ts';
import {caCertificates} from '../../../src/trust/cluster-ca.ts';
import {trustOneAgent} from '../../../src/trust/look-at-agent.ts';
import {stillClock} from '../install/still-clock.ts';
import {agentResult} from './agent-results.ts';
import {authority} from './certificates.ts';
import {outcome} from './cluster-of-agents.ts';

export const {agent} = agentResult(1);
export const ca = caCertificates(authority, {source: 'test', now: 0, wanted: null});
export const caPath = '/run/dcos/pki/CA/ca-bundle.crt';

type Given = {over?: Partial<SshOutcome>; work?: Partial<AgentWork>; lookAt?: typeof trustOneAgent};

/** Lets ssh bring these lines from the agent, each with the mark of the script. */
export function look(lines: readonly string[], {over = {}, work = {}, lookAt = trustOneAgent}: Given = {}) {
	const jobs: SshJob[] = [];
	const kept: object[] = [];
	const clock = stillClock();
	const session = {
		parallel: 1,
		narrow: null,
		lowered: () => null,
		async run(job: SshJob) {
			jobs.push(job);
			await clock.sleep(1500);
			const stdout = lines.map(line => `dcos-registry-n8 ${line}\n`).join('');
			return {...outcome, stdout, ...over};
		},
		async close() {},
	};
	const shared: AgentWork = {
		session,
		logs: {keep: async (of, connection) => void kept.push({of, ...connection})},
		caPath,
		registries: ['r'],
		change: true,
		requireProof: false,
		asksPassword: false,
		limit: 120_000,
		mark: 'dcos-registry-n8',
		script: what => ({line: `the script that does ${what}\n`, length: 25}),
		...work,
	};
	const result = lookAt(agent, {work: shared, world: {clock}});
	return {result, jobs, kept};
}
