import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import type {TrustReport} from '../../../src/trust/trust-request.ts';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {type RealAgentSpec, type RealAgents, startRealAgents} from '../../real-agents/real-agents.ts';
import {cliEnvironment, type PluginOptions, type PluginRun, packagedPlugin, runPlugin} from '../../support/plugin.ts';
import {type Operator, withOperator} from '../operator.ts';
import {reportIn} from '../trust/report.ts';

/** An operator whose cluster tells about real agents: sshd, sudo and, where the test wants it, Docker are real. */
export type RealOperator = Operator &
	Pick<RealAgents, 'agents' | 'proxy' | 'registry' | 'sshConfig'> & {
		/** A process in the agents' network, whose end is the end of all of them. */
		pid: number;
		/** The plugin. */
		binary: string;
		/** The agent at a place, counted from 1. */
		agent: (place: number) => RealAgent;
		/** What the CLI hands over, with the ssh that reaches the agents, and a directory for temporary files that is empty at first. */
		env: Record<string, string>;
		/** `trust-agents` with these words, over that ssh. */
		trust: (words: readonly string[], more?: More) => Promise<PluginRun>;
		/** The same with --json, held against its schema. */
		report: (words: readonly string[], more?: More) => Promise<TrustReport & {stderr: string}>;
	};

/** `sshConfig` replaces the file that knows the agents. */
type More = Omit<PluginOptions, 'cwd'> & {sshConfig?: string};

export const registryHost = 'dcos-registry.marathon.l4lb.thisdcos.directory';
export const registryNames = [registryHost, `${registryHost}:443`] as const;

/** Two processors are shared with whatever else is tested. */
const timeout = 240_000;

/** Starts both for one test; the last agent is a public one. */
export async function withRealOperator(
	t: ExecutionContext,
	specs: readonly RealAgentSpec[],
	more: {proxyDelay?: number} = {},
): Promise<RealOperator> {
	t.timeout(timeout);
	const [operator, binary] = await Promise.all([
		withOperator(t, {machines: false, agents: specs.length, publicAgents: specs.length > 1 ? 1 : 0}),
		packagedPlugin(),
	]);
	const {sandbox, directory: cwd} = operator;
	const bed = await startBed(t, operator, {specs, ...more});
	for (const [index, {ip}] of bed.agents.entries()) Object.assign(sandbox.mesosAgents[index] ?? {}, {ip});
	const env = await environment(operator, bed.path);
	const trust: RealOperator['trust'] = (words, {env: changes, sshConfig = bed.sshConfig, ...rest} = {}) =>
		runPlugin(binary, ['trust-agents', '--not-installed-yet', '--config-file', sshConfig, ...words], {
			cwd,
			env: {...env, ...changes},
			timeout,
			...rest,
		});
	const {agents, proxy, registry, sshConfig, pid} = bed;
	const reached = {agents, proxy, registry, sshConfig, pid, binary, env, trust};
	return {
		...operator,
		...reached,
		agent: place => nth(agents, place),
		report: async (words, rest) => checkedReport(await trust([...words, '--json'], rest)),
	};
}

async function startBed(
	t: ExecutionContext,
	{sandbox}: Operator,
	{specs, proxyDelay = 0}: {specs: readonly RealAgentSpec[]; proxyDelay?: number},
): Promise<RealAgents> {
	const directory = await mkdtemp(join(tmpdir(), 'real-agents-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	const bed = await startRealAgents({
		directory,
		caBundle: await readFile(sandbox.caFile, 'utf8'),
		issue: sandbox.issue,
		host: registryHost,
		agents: specs,
		proxyDelay,
	});
	t.teardown(bed.stop);
	return bed;
}

async function environment({sandbox, directory}: Operator, path: string): Promise<Record<string, string>> {
	const temporary = join(directory, 'tmp');
	await mkdir(temporary);
	return {...cliEnvironment(sandbox), PATH: `${path}:${process.env.PATH}`, HOME: directory, TMPDIR: temporary};
}

function nth(agents: readonly RealAgent[], place: number): RealAgent {
	const found = agents[place - 1];
	if (!found) throw new Error(`there is no agent ${place}`);
	return found;
}

function checkedReport({exitCode, stdout, stderr}: PluginRun): TrustReport & {stderr: string} {
	if (!stdout.startsWith('{')) throw new Error(`no report, exit code ${exitCode}: ${stdout}${stderr}`);
	const report = reportIn(stdout);
	if (report.exitCode !== exitCode)
		throw new Error(`the report says ${report.exitCode}, and it ended with ${exitCode}`);
	return {...report, stderr};
}
