import type {ExecutionContext} from 'ava';
import {type AgentAnswer, answerIn} from '../../../src/trust/agent-answer.ts';
import {agentScript, type ScriptWishes} from '../../../src/trust/on-agent/agent-script.ts';
import {type AgentRoot, type AgentTraits, agentRoot} from './agent-root.ts';

export const host = 'r.example.com';
export const registries = [host, `${host}:443`];
export const caPath = '/run/dcos/pki/CA/ca-bundle.crt';
export const certsD = '/etc/docker/certs.d';
export const mark = 'dcos-registry-00ff';

/** PEM around some text: the script compares texts and does not look into certificates. */
export function pem(text: string, end = '\n'): string {
	return `-----BEGIN CERTIFICATE-----${end}${text}${end}-----END CERTIFICATE-----${end}`;
}

/** What the agent has; the cluster has the same certificate. */
export const ca = pem('QUFB\nQkJC');

export const wishes: ScriptWishes = {
	work: 'trust',
	mark,
	clusterCertificates: ['QUFBQkJC'],
	caPath,
	registries,
	imageTag: 'ab12',
	change: true,
	seconds: 120,
};

/** For a stub of Docker: the words that name its daemon are none of a verb's. */
export const ownDaemon = '[ "$1" != -H ] || shift 2';

/** A Docker that answers, and trusts the registry. */
export const docker = `${ownDaemon}; case $1 in
info) exit 0 ;;
version) echo 20.10.24 ;;
*) echo "Error response from daemon: manifest unknown" >&2; exit 1 ;;
esac`;

/** An agent with this CA, null for none, and a Docker that trusts the registry. */
export async function agentWith(
	t: ExecutionContext,
	bundle: string | null = ca,
	traits: AgentTraits = {},
): Promise<AgentRoot> {
	const agent = await agentRoot(traits);
	t.teardown(agent.remove);
	if (bundle !== null) await agent.write(caPath, bundle);
	await agent.stub('docker', docker);
	return agent;
}

type Shell = readonly string[];

/** Runs the script there and reads what it says. */
export function trust(agent: AgentRoot, over: Partial<ScriptWishes> = {}, shell: Shell = ['sh']): AgentAnswer {
	const {stdout} = agent.run([...shell, '-s'], agentScript({...wishes, ...over}));
	return answerIn(stdout, mark);
}

/** Takes back there what was put. */
export function remove(agent: AgentRoot, over: Partial<ScriptWishes> = {}, shell: Shell = ['sh']): AgentAnswer {
	return trust(agent, {...over, work: 'remove', clusterCertificates: []}, shell);
}
