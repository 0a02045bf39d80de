import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';
import {takeTurn} from '../turns.ts';
import type {Agent, AgentSpec, CommandResult} from './agent-spec.ts';
import {type Agents, type AgentsOptions, startAgents} from './agents.ts';

/** Agents of one test, and the system's own ssh to reach them. */
export type TestAgents = Agents & {
	/** The agent at a place, counted from 1. */
	agent: (place: number) => Agent;
	ssh: (place: number, command: string, input?: string | Uint8Array) => Promise<CommandResult>;
	/** ssh with options before the command; `cancelSignal` kills the client. */
	sshWith: (options: string[], place: number, command: string, cancelSignal?: AbortSignal) => Promise<CommandResult>;
};

/** What a test leaves open about an agent: all of it. */
export type SpecChanges = Partial<AgentSpec>;

/** Starts agents in a directory of their own, when it is this test's turn, and removes both when it ends. */
export async function startTestAgents(
	t: ExecutionContext,
	changes: SpecChanges[],
	more: Pick<AgentsOptions, 'authority' | 'onDockerRestart'> = {},
): Promise<TestAgents> {
	await takeTurn(t);
	const directory = await mkdtemp(join(tmpdir(), 'agents-'));
	const agents = await startAgents({directory, specs: changes.map(specOf), ...more});
	t.teardown(async () => {
		await agents.stop();
		await rm(directory, {recursive: true});
	});
	const agent = (place: number) => {
		const found = agents.agents[place - 1];
		if (!found) throw new Error(`there is no agent ${place}`);
		return found;
	};
	const run = async (options: string[], place: number, command: string, more: object): Promise<CommandResult> => {
		const words = ['-F', agents.sshConfig, ...options, agent(place).ip, command];
		const result = await execa('ssh', words, {stripFinalNewline: false, reject: false, timeout: 30_000, ...more});
		return {code: result.exitCode ?? -1, stdout: result.stdout ?? '', stderr: result.stderr ?? ''};
	};
	return {
		...agents,
		agent,
		ssh: (place, command, input = '') => run([], place, command, {input}),
		sshWith: (options, place, command, cancelSignal) => run(options, place, command, {input: '', cancelSignal}),
	};
}

function specOf(changes: SpecChanges, index: number): AgentSpec {
	const ip = `127.0.1.${index + 1}`;
	return {id: `sandbox-S${index}`, hostname: ip, ip, public: false, caBundle: 'a bundle\n', ...changes};
}
