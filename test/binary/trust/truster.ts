import type {ExecutionContext} from 'ava';
import type {TrustReport} from '../../../src/trust/trust-request.ts';
import type {Agent} from '../../sandbox/agents/agent-spec.ts';
import type {SandboxOptions} from '../../sandbox/sandbox.ts';
import {isSignalled, runInProcess} from '../../support/in-process.ts';
import {cliEnvironment, type PluginOptions, type PluginRun, packagedPlugin, runPlugin} from '../../support/plugin.ts';
import {type Operator, withOperator} from '../operator.ts';
import {reportIn} from './report.ts';

export const registryHost = 'dcos-registry.marathon.l4lb.thisdcos.directory';

/** Somebody whose registry runs, and whose agents are to trust it. */
export type Truster = Operator & {
	agents: readonly Agent[];
	/** The agent at a place, counted from 1. */
	agent: (place: number) => Agent;
	/** `trust-agents` over the sandbox's SSH, with words for people. */
	trust: (words: readonly string[], more?: More) => Promise<PluginRun>;
	/** The same with --json, held against its schema. */
	report: (words: readonly string[], more?: More) => Promise<TrustReport & {stderr: string}>;
};

export type More = Omit<PluginOptions, 'cwd'>;

/** Starts a sandbox in which the registry is installed. */
export async function withTruster(
	t: ExecutionContext,
	options: Omit<SandboxOptions, 'directory'> = {},
): Promise<Truster> {
	const operator = await withOperator(t, options);
	for (const words of [operator.storage, ['install', '--quiet']]) {
		const {exitCode, stderr} = await operator.run(words);
		if (exitCode !== 0) throw new Error(`the registry could not be installed: ${stderr}`);
	}
	const {sandbox, directory: cwd, ssh} = operator;
	const {agents} = sandbox.agents;
	const trust: Truster['trust'] = async (words, {env, ...more} = {}) => {
		const line = ['trust-agents', ...ssh, ...words];
		const options = {cwd, env: {...cliEnvironment(sandbox), ...env}, ...more};
		return isSignalled(more) ? runPlugin(await packagedPlugin(), line, options) : runInProcess(line, options);
	};
	return {
		...operator,
		agents,
		agent(place) {
			const found = agents[place - 1];
			if (!found) throw new Error(`there is no agent ${place}`);
			return found;
		},
		trust,
		async report(words, more) {
			const {exitCode, stdout, stderr} = await trust([...words, '--json'], more);
			const report = reportIn(stdout);
			if (report.exitCode !== exitCode)
				throw new Error(`the report says ${report.exitCode}, and the exit code is ${exitCode}`);
			return {...report, stderr};
		},
	};
}
