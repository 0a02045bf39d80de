import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';
import type {CommandResult} from '../sandbox/agents/agent-spec.ts';
import {type Authority, createAuthority} from '../sandbox/certificates.ts';
import type {RealAgent} from './real-agent.ts';
import {type RealAgents, type RealAgentsOptions, startRealAgents} from './real-agents.ts';

/** Real agents of one test, without a cluster. */
export type TestBed = RealAgents & {
	authority: Authority;
	directory: string;
	/** Counted from 1. */
	agent: (place: number) => RealAgent;
	/** The operator's ssh with these words after those that find its configuration. */
	ssh: (words: readonly string[], input?: string) => Promise<CommandResult>;
};

export type TestBedChanges = Pick<RealAgentsOptions, 'proxyDelay'>;

export const registryHost = 'registry.marathon.l4lb.thisdcos.directory';

/** Starts real agents in a directory of their own, and removes both when the test ends. */
export async function withRealAgents(
	t: ExecutionContext,
	agents: RealAgentsOptions['agents'],
	more: TestBedChanges = {},
): Promise<TestBed> {
	const bed = await startTestBed(agents, more);
	t.teardown(bed.stop);
	return bed;
}

/** The same for all tests of a file, which have to stop it. */
export async function startTestBed(agents: RealAgentsOptions['agents'], more: TestBedChanges = {}): Promise<TestBed> {
	const directory = await mkdtemp(join(tmpdir(), 'real-agents-'));
	const authority = await createAuthority(Date.now());
	const {cert: caBundle, issue} = authority;
	const started = await startRealAgents({directory, caBundle, issue, host: registryHost, agents, ...more});
	return {
		...started,
		authority,
		directory,
		agent(place) {
			const found = started.agents[place - 1];
			if (!found) throw new Error(`there is no agent ${place}`);
			return found;
		},
		ssh: (words, input = '') => runSsh(started, words, input),
		async stop() {
			await started.stop();
			await rm(directory, {recursive: true});
		},
	};
}

async function runSsh({path, sshConfig}: RealAgents, words: readonly string[], input: string): Promise<CommandResult> {
	const env = {PATH: `${path}:${process.env.PATH}`};
	const options = {env, input, stripFinalNewline: false, reject: false, timeout: 100_000} as const;
	const result = await execa('ssh', ['-F', sshConfig, ...words], options);
	return {code: result.exitCode ?? -1, stdout: result.stdout, stderr: result.stderr};
}
