import type {Agent, AgentFilter} from '../agents/agent.ts';
import {fanOut} from '../agents/fan-out.ts';
import {agentsIn, chosen} from '../agents/list-agents.ts';
import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError} from '../errors/errors.ts';
import {type ExitCode, strongest} from '../errors/exit-codes.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {packageName, registryHost, serviceName} from '../registry/naming.ts';
import type {World} from '../world.ts';
import {type AgentResult, exitCodeOf} from './agent-result.ts';
import {caCertificates} from './cluster-ca.ts';
import {resultLine} from './result-line.ts';
import {resumeCommand} from './resume-command.ts';
import {type TrustWork, trustOneAgent} from './trust-one-agent.ts';

export type TrustRequest = {
	serviceNames: readonly string[];
	filter: AgentFilter;
	/** null: the CLI's core.ssh_user, else whom ssh itself logs in as. */
	user: string | null;
	configFile: string | null;
	sshOptions: readonly string[];
	caPath: string;
	parallel: number;
	/** Milliseconds. */
	agentTimeout: number;
	/** Only look; what is lacking is exit code 3. */
	check: boolean;
	dryRun: boolean;
};

export type TrustReport = {
	registries: readonly string[];
	caFingerprint: string;
	dryRun: boolean;
	check: boolean;
	results: readonly AgentResult[];
	/** The command line that goes on with the agents that are left; null when there are none. */
	resume: string | null;
	exitCode: ExitCode;
};

/** Puts the cluster's CA where each agent's Docker looks for it, and has each Docker prove it. A result for every agent. */
export async function trustAgents(request: TrustRequest, world: World): Promise<TrustReport> {
	const cluster = await world.cluster();
	const names = await serviceNames(request, cluster);
	const registries = names.flatMap(name => [registryHost(name), `${registryHost(name)}:443`]);
	const ca = caCertificates(await cluster.metadata.caBundle(), `${cluster.url}/ca/dcos-ca.crt`);
	const agents = chosen(agentsIn(await cluster.mesos.agents()), request.filter);
	if (agents.length === 0) throw new RefusedError('no agent is chosen', {hint: 'dcos node list shows the agents'});
	const target = {user: await sshUser(request, world), configFile: request.configFile, options: request.sshOptions};
	const change = !request.check && !request.dryRun;
	if (change)
		await world.confirm(
			plan(agents, {registries, fingerprint: ca.fingerprint, insecure: cluster.insecure}),
			'Change these agents?',
		);
	const work: TrustWork = {registries, ca, caPath: request.caPath, change, deadline: request.agentTimeout, target};
	const results = await workOnAll(agents, {work, request, world});
	const interrupted = world.interrupted.aborted;
	return {
		registries,
		caFingerprint: ca.fingerprint,
		dryRun: request.dryRun,
		check: request.check,
		results,
		resume: resumeCommand(request, results),
		exitCode: strongest(exitCodeOf(results, {check: request.check, interrupted})),
	};
}

/** Those that were asked for, else those that are installed, else the one that an installation would have. */
async function serviceNames({serviceNames: wanted}: TrustRequest, cluster: ClusterApis): Promise<readonly string[]> {
	if (wanted.length > 0) return wanted;
	const installed = await cluster.cosmos.installed(packageName);
	if (installed.length > 0) return installed.map(each => serviceName(each.appId));
	const known = await knownPackage(cluster);
	return [chosenName({wanted: null, options: {}, known})];
}

type Work = {work: TrustWork; request: TrustRequest; world: World};

async function workOnAll(agents: readonly Agent[], {work, request, world}: Work): Promise<AgentResult[]> {
	const step = world.progress.step(`${work.change ? 'Changing' : 'Looking at'} ${agents.length} agents`);
	let ended = 0;
	const limits = {parallel: request.parallel, interrupted: world.interrupted};
	const results = await fanOut(agents, limits, async agent => {
		const result = agent.running ? await trustOneAgent(agent, work, world) : notWorkedOn(agent, 'not running');
		ended += 1;
		world.progress.note(resultLine(result, {ended, all: agents.length}));
		return result;
	});
	step.done(`${ended} of ${agents.length} looked at`);
	return results.map((result, index) => result ?? notWorkedOn(agents[index] as Agent, 'not started'));
}

function notWorkedOn(agent: Agent, state: 'not running' | 'not started'): AgentResult {
	const why = state === 'not running' ? 'Mesos does not hear from it' : 'the run was interrupted before its turn';
	return {agent, state, ca: null, caFingerprint: null, docker: null, proof: null, why, hint: null, milliseconds: 0};
}

/** As `dcos node ssh` has it: what the user asks for, else what the CLI is configured with. An own configuration file says it itself. */
async function sshUser({user, configFile}: TrustRequest, world: World): Promise<string | null> {
	if (configFile !== null) return user;
	const defaults = await world.sshDefaults();
	if (defaults.proxyIp !== null) {
		throw new RefusedError(
			`core.ssh_proxy_ip is ${defaults.proxyIp}, and going through a proxy needs an SSH configuration of yours`,
			{
				hint: `write "Host *" and "ProxyJump ${defaults.proxyIp}" into a file and give it with --config-file`,
			},
		);
	}
	return user ?? defaults.user;
}

type Plan = {registries: readonly string[]; fingerprint: string; insecure: boolean};

function plan(agents: readonly Agent[], {registries, fingerprint, insecure}: Plan): string[] {
	const count = (type: Agent['type']) => agents.filter(agent => agent.type === type).length;
	return [
		...(insecure ? ["Warning: the cluster's certificate is not checked, so its CA may be somebody else's"] : []),
		`${agents.length} agents (${count('private')} private, ${count('public')} public) get the cluster's CA, SHA-256 ${fingerprint}, into`,
		...registries.map(registry => `  /etc/docker/certs.d/${registry}/ca.crt`),
		'Nothing is restarted.',
	];
}
