import type {ExecutionContext} from 'ava';
import type {TrustReport} from '../../../src/trust/trust-request.ts';
import type {Agent} from '../../sandbox/agents/agent-spec.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {installRegistry, prepareRegistry, registryOptions} from '../../sandbox/registry-setup.ts';
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

/** Starts a sandbox in which the registry is installed, by hand: that takes a tenth of the time that the plugin takes. */
export async function withTruster(
	t: ExecutionContext,
	options: Omit<SandboxOptions, 'directory'> = {},
): Promise<Truster> {
	const operator = await withOperator(t, options);
	const {sandbox, directory: cwd, ssh} = operator;
	await installed(operator);
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

/** Resolves when nothing about the registry changes by itself any more: each instance that comes up publishes its name anew. */
async function installed({sandbox, client}: Operator): Promise<void> {
	let published = 0;
	sandbox.names.watch(async host => {
		if (host === registryHost) published += 1;
	});
	await prepareRegistry(client, sandbox);
	const options = registryOptions(sandbox);
	const {status, text} = await installRegistry(client, options);
	if (status !== 200) throw new Error(`the registry could not be installed: ${text}`);
	await eventually('the name of each instance', async () => published === options.service.instances);
	sandbox.putRepository({name: 'Registry', uri: `https://${registryHost}/repo`}, 0);
}
