import type {World} from '../world.ts';
import type {AgentWork} from './agent-work.ts';
import type {CaCertificates} from './cluster-ca.ts';
import {agentScript} from './on-agent/agent-script.ts';
import {type SentScript, sentScript} from './on-agent/sent-script.ts';
import type {TrustRequest} from './trust-request.ts';

type Scripted = {request: TrustRequest; registries: readonly string[]; ca: CaCertificates; change: boolean};

/** The scripts of one run, with its wishes in them. */
export function scriptsOf(
	{request, registries, ca, change}: Scripted,
	{randomName}: World,
): Pick<AgentWork, 'mark' | 'script'> {
	const wishes = {
		mark: `dcos-registry-${randomName(8)}`,
		clusterCertificates: ca.texts,
		caPath: request.caPath,
		registries,
		imageTag: randomName(8),
		change,
		seconds: Math.ceil(request.agentTimeout / 1000),
	};
	const made = new Map<string, SentScript>();
	const script: AgentWork['script'] = work => {
		const sent = made.get(work) ?? sentScript(agentScript({...wishes, work}));
		made.set(work, sent);
		return sent;
	};
	return {mark: wishes.mark, script};
}
