import type {Agent} from '../agents/agent.ts';
import type {SshOutcome, SshSession} from '../ssh/ssh.ts';
import type {World} from '../world.ts';
import {type AgentAnswer, answerIn} from './agent-answer.ts';
import type {AgentLogs} from './agent-logs.ts';
import type {ScriptWishes} from './on-agent/agent-script.ts';
import type {SentScript} from './on-agent/sent-script.ts';
import {startCommand} from './on-agent/start-command.ts';

/** What is the same for every agent of a run. */
export type AgentWork = {
	session: SshSession;
	logs: AgentLogs;
	caPath: string;
	/** The registry parts of image names, which every answer has to speak of. */
	registries: readonly string[];
	change: boolean;
	requireProof: boolean;
	/** Whether sudo gets a password. */
	asksPassword: boolean;
	/** Milliseconds that one agent may take for its files and its proof, and again for the restart of its Docker. */
	limit: number;
	/** Begins every line of the scripts. */
	mark: string;
	/** The same for every agent, so that it is made once. */
	script(what: ScriptWishes['work']): SentScript;
};

export type AgentAnswered = {answer: AgentAnswer; outcome: SshOutcome; milliseconds: number};

/** The agent's own limit is a little longer than ours: it is for the case that our end has gone. */
const longerThere = 10;

/** One SSH connection with one script. Never throws for what happens on the agent. `deadline` in milliseconds. */
export async function runScript(
	agent: Agent,
	{what, deadline}: {what: ScriptWishes['work']; deadline: number},
	{work, world}: {work: AgentWork; world: Pick<World, 'clock'>},
): Promise<AgentAnswered> {
	const [began, started] = [world.clock.elapsed(), world.clock.now()];
	const {mark} = work;
	const {line: input, length} = work.script(what);
	const seconds = deadline / 1000 + longerThere;
	const command = startCommand({mark, length, seconds, asksPassword: work.asksPassword});
	const outcome = await work.session.run({
		address: agent.address,
		command,
		input,
		firstWord: `${mark} begin`,
		deadline,
	});
	await work.logs.keep(agent, {what, outcome, started});
	return {answer: answerIn(outcome.stdout, mark), outcome, milliseconds: world.clock.elapsed() - began};
}
