import {type AgentFault, loginOf} from './agent-fault.ts';
import type {DockerService} from './docker/docker-service.ts';
import type {DockerSetting} from './docker/docker-setting.ts';
import type {AgentPaths} from './isolation.ts';

const troubles: Partial<Record<AgentFault, DockerSetting['trouble']>> = {
	'docker-proxy': 'proxy',
	'docker-insecure': 'insecure',
	'docker-insecure-network': 'insecure-network',
	'docker-opened': 'opened',
	'docker-hangs': 'hangs',
};

type DockerState = {cachesCerts: boolean; fault: AgentFault | undefined; docker: DockerService};

/** Shell text of an agent's docker. */
export function dockerProgram(
	{inside, names, certsD, dockerState}: AgentPaths,
	{cachesCerts, fault, docker}: DockerState,
): string {
	const setting: DockerSetting = {
		certsD: cachesCerts ? `${dockerState}/certs.d` : certsD,
		names,
		stopped: `${dockerState}/stopped`,
		trouble: (fault && troubles[fault]) ?? null,
	};
	const program = docker.program(setting, inside).replace('\n', `\n${forOwnDaemonOnly}\n`);
	return loginOf(fault) === 'user' ? program.replace('\n', `\n${forRootOnly}\n`) : program;
}

/** Shell text of an agent's curl, as far as a script asks it for a registry. */
export function curlProgram({inside, names, certsD, dockerState}: AgentPaths, docker: DockerService): string {
	return docker.program({certsD, names, stopped: `${dockerState}/stopped`, trouble: null}, inside, 'curl');
}

/** There is one daemon; another is not there. */
const forOwnDaemonOnly = `if [ -n "$DOCKER_HOST" ] && [ "$1" != -H ]; then
	echo "Cannot connect to the Docker daemon at $DOCKER_HOST. Is the docker daemon running?" >&2
	exit 1
fi`;

const forRootOnly = `if [ "$SANDBOX_ROOT" != yes ]; then
	echo 'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock' >&2
	exit 1
fi`;
