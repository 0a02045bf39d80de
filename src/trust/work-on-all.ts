import type {Agent} from '../agents/agent.ts';
import {agentCount} from '../agents/agent-count.ts';
import {shownAddress} from '../agents/agent-name.ts';
import {fanOut} from '../agents/fan-out.ts';
import type {World} from '../world.ts';
import {type AgentResult, isOpen} from './agent-result.ts';
import type {AgentWork} from './agent-work.ts';
import {ofDefect} from './judge-answer.ts';
import {removeFromOneAgent, trustOneAgent} from './look-at-agent.ts';
import {shortLine} from './result-line.ts';
import type {TrustRequest} from './trust-request.ts';

type Around = {work: AgentWork; request: TrustRequest; world: World};

/** Files and proofs on every agent that runs, as many at once as the way bears. A result for every agent, in their order. */
export async function workOnAll(agents: readonly Agent[], {work, request, world}: Around): Promise<AgentResult[]> {
	const names = agents.map(shownAddress);
	const view = world.progress.many(`${work.change ? 'Changing' : 'Looking at'} ${agentCount(agents.length)}`, names);
	const oneAgent = request.work === 'remove' ? removeFromOneAgent : trustOneAgent;
	const parallel = Math.min(request.parallel, work.session.parallel);
	const {narrow} = work.session;
	if (narrow !== null && parallel < request.parallel)
		world.progress.note(`at most ${parallel} agents at once: ${reasons[narrow]}`);
	let ended = 0;
	const results = await fanOut(agents, {parallel, interrupted: world.interrupted}, async agent => {
		view.update(shownAddress(agent), 'over SSH');
		const result = agent.running
			? await unlessDefect(agent, () => oneAgent(agent, {work, world}))
			: notWorkedOn(agent, 'not running');
		ended += 1;
		view.ended(shownAddress(agent), shortLine(result), markOf(result));
		return result;
	});
	view.close(`${ended} of ${agents.length} done`);
	tellLowered(work.session.lowered(), world);
	return results.map((result, index) => result ?? notWorkedOn(agents[index] as Agent, 'not started'));
}

/** sshd drops logins when more than a few are under way (MaxStartups). */
const reasons = {
	'own proxy': 'each connection logs in to the proxy of your SSH configuration too; --proxy-ip shares one',
	'cannot share': "each connection logs in to the proxy too, because this machine's ssh cannot share one",
} as const;

/** A defect of ours ends no work but this agent's. */
async function unlessDefect(agent: Agent, work: () => Promise<AgentResult>): Promise<AgentResult> {
	try {
		return await work();
	} catch (error) {
		return {...notWorkedOn(agent, 'not started'), ...ofDefect(error)};
	}
}

function tellLowered(lowered: number | null, {progress}: World): void {
	if (lowered === null) return;
	progress.note(
		`${agentCount(lowered)} at once: this machine could not start more ssh; ulimit -n 1024 allows more open files`,
	);
}

function markOf(result: AgentResult): 'well' | 'unchanged' | 'open' {
	if (isOpen(result)) return 'open';
	return result.state === 'unchanged' ? 'unchanged' : 'well';
}

function notWorkedOn(agent: Agent, state: 'not running' | 'not started'): AgentResult {
	const why = state === 'not running' ? 'Mesos does not hear from it' : 'the run was interrupted before its turn';
	const hint =
		state === 'not running' ? 'look at it there: systemctl status dcos-mesos-slave dcos-mesos-slave-public' : null;
	return {agent, state, ca: null, caFingerprint: null, docker: null, proof: null, why, hint, milliseconds: 0};
}
