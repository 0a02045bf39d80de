import {type AgentFault, loginOf} from './agent-fault.ts';
import type {DockerSetting} from './docker/docker-setting.ts';
import type {AgentPaths} from './isolation.ts';

const troubles: Partial<Record<AgentFault, DockerSetting['trouble']>> = {
	'docker-proxy': 'proxy',
	'docker-insecure': 'insecure',
	'docker-hangs': 'hangs',
};

/** Shell text of an agent's docker. */
export function dockerProgram(
	{node, dockerScript, names, certsD, dockerState}: AgentPaths,
	{cachesCerts, fault}: {cachesCerts: boolean; fault: AgentFault | undefined},
): string {
	const setting: DockerSetting = {
		certsD: cachesCerts ? `${dockerState}/certs.d` : certsD,
		names,
		stopped: `${dockerState}/stopped`,
		trouble: (fault && troubles[fault]) ?? null,
	};
	return `#!/bin/sh
${loginOf(fault) === 'user' ? forRootOnly : ''}
exec '${node}' '${dockerScript}' '${JSON.stringify(setting)}' "$@"
`;
}

/** Shell text of an agent's curl, as far as a script asks it for a registry. */
export function curlProgram({node, dockerScript, names, certsD, dockerState}: AgentPaths): string {
	const setting: DockerSetting = {certsD, names, stopped: `${dockerState}/stopped`, trouble: null};
	return `#!/bin/sh
exec '${node}' '${dockerScript}' '${JSON.stringify(setting)}' curl "$@"
`;
}

const forRootOnly = `if [ "$SANDBOX_ROOT" != yes ]; then
	echo 'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock' >&2
	exit 1
fi`;
