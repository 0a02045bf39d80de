import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {type RealAgentSpec, startRealAgents} from '../../real-agents/real-agents.ts';
import {createSigningRequest, type KeyedCertificate} from '../../sandbox/certificates.ts';
import type {Client} from '../../sandbox/sandbox-client.ts';
import {withSandbox} from '../../sandbox/with-sandbox.ts';
import {cliEnvironment, packagedPlugin, runPlugin} from '../../support/plugin.ts';
import {reportIn} from './report.ts';
import type {Scenario, ScenarioAgent} from './scenario-agent.ts';
import type {ScenarioBed} from './scenario-bed.ts';

const host = 'registry.marathon.l4lb.thisdcos.directory';
const timeout = 300_000;

/** Agents with a real sshd and sudo and, where the scenario is about Docker, a real dockerd, in a cluster whose CA is the sandbox's. */
export async function realBed(t: ExecutionContext, scenarios: readonly Scenario[]): Promise<ScenarioBed> {
	const binary = await packagedPlugin();
	const count = {agents: scenarios.length, publicAgents: 2};
	const {sandbox, client} = await withSandbox(t, {...count, machines: false});
	const directory = await mkdtemp(path.join(tmpdir(), 'real-scenarios-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	const caBundle = (await client('GET', '/ca/dcos-ca.crt')).text;
	const issue = (hosts: string[]) => issued(client, hosts);
	const specs = scenarios.map(specOf);
	const bed = await startRealAgents({directory, caBundle, issue, host, agents: specs});
	t.teardown(bed.stop);
	for (const [index, known] of sandbox.mesosAgents.entries()) known.ip = bed.agents[index]?.ip ?? known.ip;
	const env = {...cliEnvironment(sandbox), PATH: `${bed.path}:${process.env.PATH}`};
	const way = ['--config-file', bed.sshConfig, '--user', 'centos', '--service-name', 'registry', '--not-installed-yet'];
	return {
		host,
		pairs: scenarios.map((scenario, index) => ({scenario, agent: scenarioAgent(bed.agents[index])})),
		setActive({address}, active) {
			for (const known of sandbox.mesosAgents) if (known.ip === address) known.active = active;
		},
		async report(chosen, words) {
			const agents = chosen.flatMap(({address}) => ['--agent', address]);
			const all = ['trust-agents', ...way, ...words, ...agents, '--json'];
			return reportIn((await runPlugin(binary, all, {cwd: directory, env, timeout})).stdout);
		},
		normal: text =>
			text
				.replaceAll(directory, '<sandbox>')
				.replaceAll(/SHA256:[\w+/]{43}/g, 'SHA256:<key>')
				.replaceAll(/([0-9A-F]{2}:){31}[0-9A-F]{2}/g, '<fingerprint>'),
	};
}

async function issued(client: Client, hosts: string[]): Promise<KeyedCertificate> {
	const {request, key} = await createSigningRequest(hosts[0] ?? 'localhost');
	const {status, json} = await client('POST', '/ca/api/v2/sign', {certificate_request: request, hosts});
	if (status !== 200) throw new Error(`the CA refused to sign: ${status}`);
	return {cert: json.result.certificate, key};
}

/** A dockerd of its own takes a while to start: only where it matters that it is a real one. */
const ofRealDocker: readonly Scenario['fault'][] = [
	'docker-stopped',
	'docker-proxy',
	'docker-insecure',
	'docker-insecure-network',
	'docker-opened',
	'no-name',
];

function specOf({cause, fault, cachesCerts = false, before, proof, replaces = false}: Scenario): RealAgentSpec {
	if (cachesCerts) return {docker: 'stub', cachesCerts};
	const isPlain = cause === 'nothing is wrong' || (before !== undefined && proof !== null && !replaces);
	return {docker: isPlain || ofRealDocker.includes(fault) ? 'real' : 'stub'};
}

function scenarioAgent(agent: RealAgent | undefined): ScenarioAgent {
	if (agent === undefined) throw new Error('there are too few real agents');
	const {ip: address, run, certsD, setFault, restarts} = agent;
	return {address, run, certsD, setFault, restarts};
}
