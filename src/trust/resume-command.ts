import {commandLine} from '../errors/command-line.ts';
import {type AgentResult, isOpen} from './agent-result.ts';
import {defaultAgentTimeout, defaultCaPath} from './defaults.ts';
import type {TrustRequest} from './trust-agents.ts';

/** To be pasted into a shell: the same wishes, for the agents that are left. null when there are none. */
export function resumeCommand(request: TrustRequest, results: readonly AgentResult[]): string | null {
	const left = results.filter(isOpen);
	if (left.length === 0) return null;
	const {serviceNames, user, configFile, sshOptions, caPath, agentTimeout} = request;
	const words = [
		...serviceNames.flatMap(name => ['--service-name', name]),
		...(user === null ? [] : ['--user', user]),
		...(configFile === null ? [] : ['--config-file', configFile]),
		...sshOptions.flatMap(option => ['--option', option]),
		...(caPath === defaultCaPath ? [] : ['--ca-path', caPath]),
		...(agentTimeout === defaultAgentTimeout ? [] : ['--agent-timeout', `${agentTimeout / 1000}s`]),
		...left.flatMap(({agent}) => ['--agent', agent.address]),
	];
	return commandLine(['dcos', 'registry', 'trust-agents', ...words]);
}
