import type {ExecutionContext} from 'ava';
import {type AgentAnswer, answerIn} from '../../../src/trust/agent-answer.ts';
import {agentScript, type ScriptWishes} from '../../../src/trust/agent-script.ts';
import {type AgentRoot, agentRoot} from './agent-root.ts';

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
	mark,
	clusterCertificates: ['QUFBQkJC'],
	caPath,
	registries,
	imageTag: 'ab12',
	change: true,
};

/** An agent with this CA, null for none, and a Docker that trusts the registry. */
export async function agentWith(t: ExecutionContext, bundle: string | null = ca): Promise<AgentRoot> {
	const agent = await agentRoot();
	t.teardown(agent.remove);
	if (bundle !== null) await agent.write(caPath, bundle);
	await agent.stub('docker', 'echo "Error response from daemon: manifest unknown" >&2; exit 1');
	return agent;
}

/** Runs the script there and reads what it says. */
export function trust(
	agent: AgentRoot,
	over: Partial<ScriptWishes> = {},
	shell: readonly string[] = ['sh'],
): AgentAnswer {
	const {stdout} = agent.run([...shell, '-s'], agentScript({...wishes, ...over}));
	return answerIn(stdout, mark);
}
