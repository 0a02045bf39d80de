import type {ExecutionContext} from 'ava';
import type {TrustReport} from '../../../src/trust/trust-request.ts';
import type {RealAgentFault} from '../../real-agents/faults/fault.ts';
import type {Agent} from '../../sandbox/agents/agent-spec.ts';
import {agentFaults} from '../../sandbox/agents/agents.ts';
import {normalised} from '../normalised.ts';
import type {Scenario, ScenarioAgent} from './scenario-agent.ts';
import {registryHost, type Truster, withTruster} from './truster.ts';

/** Agents for scenarios, one for each, and the plugin that works on them. */
export type ScenarioBed = {
	host: string;
	/** Those of the scenarios that these agents can have, with an agent for each. */
	pairs: readonly {scenario: Scenario; agent: ScenarioAgent}[];
	/** Whether Mesos hears from the agent. */
	setActive: (agent: ScenarioAgent, active: boolean) => void;
	/** `trust-agents --json` with these words, for these agents. */
	report: (agents: readonly ScenarioAgent[], words: readonly string[]) => Promise<TrustReport>;
	normal: (text: string) => string;
};

/** Longer than the longest wait for an agent: its time limit, a restart, and a daemon that does not come back. */
const timeout = 300_000;

/** The sandbox's own agents. */
export async function embeddedBed(t: ExecutionContext, scenarios: readonly Scenario[]): Promise<ScenarioBed> {
	const possible = scenarios.filter(({fault}) => fault === undefined || isEmbedded(fault));
	const truster = await withTruster(t, {agents: possible.length, publicAgents: 2});
	const {sandbox, agents} = truster;
	const pairs = possible.map((scenario, index) => ({scenario, agent: scenarioAgent(agents[index] as Agent, scenario)}));
	return {
		host: registryHost,
		pairs: pairs.filter(({scenario: {fault}}) => fault === undefined || canHave(truster, fault)),
		setActive({address}, active) {
			for (const known of sandbox.mesosAgents) if (known.ip === address) known.active = active;
		},
		report: (chosen, words) =>
			truster.report([...words, ...chosen.flatMap(({address}) => ['--agent', address])], {timeout}),
		normal: text => normalised(text, truster),
	};
}

function scenarioAgent(agent: Agent, {cachesCerts = false}: Scenario): ScenarioAgent {
	agent.cachesCerts = cachesCerts;
	return {
		address: agent.ip,
		run: agent.run,
		certsD: agent.certsD,
		restarts: agent.restarts,
		async setFault(fault) {
			if (fault !== undefined && !isEmbedded(fault)) throw new Error(`the sandbox has no fault "${fault}"`);
			await agent.setFault(fault);
		},
	};
}

function isEmbedded(fault: RealAgentFault): fault is (typeof agentFaults)[number] {
	return (agentFaults as readonly string[]).includes(fault);
}

function canHave({sandbox}: Truster, fault: RealAgentFault): boolean {
	return (sandbox.agents.faults as readonly string[]).includes(fault);
}
