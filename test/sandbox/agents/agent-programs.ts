import type {AgentFault} from './agent-spec.ts';
import type {AgentPaths} from './isolation.ts';

/** File name to shell text, for the programs that stand in for the agent's own. */
export type AgentPrograms = Record<string, string>;

/** The programs of an agent, which come before the machine's own. */
export function agentPrograms(
	paths: AgentPaths,
	{cachesCerts, fault, mapped}: {cachesCerts: boolean; fault: AgentFault | undefined; mapped: boolean},
): AgentPrograms {
	const isUser = fault === 'sudo-password';
	return {
		systemctl: restartsDocker(paths),
		sudo: isUser ? asksForPassword : runsAsRoot,
		...(fault !== 'no-docker' && {docker: runsDocker(paths, cachesCerts ? paths.certsDAtStart : paths.certsD)}),
		// With path mapping the login is whoever runs the sandbox, who may neither be root nor change owners.
		...((isUser || mapped) && {id: isUser ? identity(1000, 'centos') : identity(0, 'root')}),
		...(mapped && {chown: '#!/bin/sh\n'}),
	};
}

const runsAsRoot = `#!/bin/sh
[ "$1" = -n ] && shift
exec "$@"
`;

const asksForPassword = `#!/bin/sh
echo 'sudo: a password is required' >&2
exit 1
`;

function runsDocker({node, dockerScript, names}: AgentPaths, certsD: string): string {
	return `#!/bin/sh
exec '${node}' '${dockerScript}' '${certsD}' '${names}' "$@"
`;
}

function restartsDocker({certsD, certsDAtStart}: AgentPaths): string {
	return `#!/bin/sh
if [ "$*" != 'restart docker' ]; then
	echo "systemctl of the sandbox can only restart docker" >&2
	exit 1
fi
rm -rf '${certsDAtStart}'
[ ! -d '${certsD}' ] || cp -R '${certsD}' '${certsDAtStart}'
`;
}

function identity(uid: number, name: string): string {
	return `#!/bin/sh
case "$*" in
-u|-g) echo ${uid} ;;
-un|-gn) echo ${name} ;;
*) echo 'uid=${uid}(${name}) gid=${uid}(${name}) groups=${uid}(${name})' ;;
esac
`;
}
