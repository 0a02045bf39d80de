import {agentsIn, chosen} from '../agents/list-agents.ts';
import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {commandLine} from '../errors/command-line.ts';
import {RefusedError} from '../errors/errors.ts';
import {type ExitCode, strongest} from '../errors/exit-codes.ts';
import type {World} from '../world.ts';
import {agentLogs} from './agent-logs.ts';
import {type AgentResult, exitCodeOf} from './agent-result.ts';
import type {AgentWork} from './agent-work.ts';
import {type CaCertificates, caCertificates} from './cluster-ca.ts';
import {compareAuthorities} from './compare-authorities.ts';
import {askAboutUnknown} from './known-registries.ts';
import {planOf, questionOf} from './plan.ts';
import {refuseDrainBefore2} from './refuse-drain.ts';
import {registriesOf, serviceNames} from './registries.ts';
import {plannedRestarts, restartWhereNeeded} from './restart-agents.ts';
import {resumeCommand} from './resume-command.ts';
import {scriptsOf} from './scripts.ts';
import {openWay, sshWay} from './ssh-way.ts';
import type {TrustReport, TrustRequest} from './trust-request.ts';
import {workOnAll} from './work-on-all.ts';

/** Puts the cluster's CA where each agent's Docker looks for it, and has each Docker prove it. A result for every agent. */
export async function trustAgents(request: TrustRequest, world: World): Promise<TrustReport> {
	const cluster = await world.cluster();
	await refuseDrainBefore2(request, cluster);
	const asked = [
		serviceNames(request.serviceNames, cluster),
		clusterCa(request, {cluster, world}),
		cluster.mesos.agents(),
	] as const;
	// of several failures the first in this order is told, whichever came first
	await Promise.allSettled(asked);
	const [names, ca, listed] = await Promise.all(asked);
	const registries = registriesOf(names);
	const agents = chosen(agentsIn(listed), request.filter);
	if (agents.length === 0) throw new RefusedError('no agent is chosen', {hint: 'dcos node list shows the agents'});
	await askAboutUnknown(names, {request, cluster, world});
	const change = request.work !== 'check' && !request.dryRun;
	const logs = await agentLogs(request.logDirectory, world);
	const plan = request.work === 'check' ? [] : await planOf(agents, {request, names, registries, ca, cluster});
	// before the question: whoever has agreed to a plan wants to see it done
	const way = await sshWay(request.ssh, world);
	const addresses = agents.map(agent => agent.address);
	const session = await openWay(way, addresses, world);
	const scripts = scriptsOf({request, registries, ca, change}, world);
	const work: AgentWork = {...shared(request), ...scripts, registries, session, logs, change};
	const met = new Set<ExitCode>();
	try {
		if (change) await world.confirm(plan, questionOf(request));
		const looked = await workOnAll(agents, {work, request, world});
		const results = await restartWhereNeeded(looked, {request, names, work, world, met});
		const restarts = request.dryRun ? await plannedRestarts(results, {request, names, world}) : [];
		return report(results, {request, registries, ca, world, met, plan: [...plan, ...restarts]});
	} finally {
		await session.close();
	}
}

/** What was written does not depend on the cluster's CA, so that it can be taken back without it. */
async function clusterCa(
	{work, caFingerprint}: TrustRequest,
	{cluster, world}: {cluster: ClusterApis; world: World},
): Promise<CaCertificates> {
	if (work === 'remove') return {texts: [], fingerprint: ''};
	const expected = {source: `${cluster.url}/ca/dcos-ca.crt`, now: world.clock.now(), wanted: caFingerprint};
	return caCertificates(await cluster.metadata.caBundle(), expected);
}

function shared(request: TrustRequest): Pick<AgentWork, 'caPath' | 'requireProof' | 'asksPassword' | 'limit'> {
	const {caPath, requireProof, agentTimeout: limit} = request;
	return {caPath, requireProof, asksPassword: request.ssh.askSudoPassword, limit};
}

type Around = {
	request: TrustRequest;
	registries: readonly string[];
	ca: CaCertificates;
	plan: readonly string[];
	met: ReadonlySet<ExitCode>;
	world: World;
};

function report(found: readonly AgentResult[], {request, registries, ca, plan, met, world}: Around): TrustReport {
	const {work, dryRun} = request;
	const results = compareAuthorities(found).map(withAddress);
	const planned = dryRun && request.restart.when !== 'never';
	const codes = exitCodeOf(results, {check: work === 'check', planned, interrupted: world.interrupted.aborted});
	return {
		work,
		registries,
		caFingerprint: work === 'remove' ? null : ca.fingerprint,
		dryRun,
		plan: dryRun && work !== 'check' ? plan : null,
		results,
		resume: resumeCommand(request, results),
		exitCode: strongest([...codes, ...met]),
	};
}

/** Hints are written for any agent, and are to be pasted for this one. */
function withAddress(result: AgentResult): AgentResult {
	return {...result, hint: result.hint?.replaceAll('<address>', () => commandLine([result.agent.address])) ?? null};
}
