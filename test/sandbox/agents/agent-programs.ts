import {type AgentFault, loginOf} from './agent-fault.ts';
import type {DockerService} from './docker/docker-service.ts';
import {curlProgram, dockerProgram} from './docker-program.ts';
import type {AgentPaths} from './isolation.ts';
import {sudoProgram} from './sudo-program.ts';
import {systemctlProgram} from './systemctl-program.ts';

/** File name to shell text, for the programs that stand in for the agent's own. */
export type AgentPrograms = Record<string, string>;

export type ProgramsSetting = {
	cachesCerts: boolean;
	fault: AgentFault | undefined;
	mapped: boolean;
	docker: DockerService;
};

/** The programs of an agent, which come before the machine's own. */
export function agentPrograms(paths: AgentPaths, {cachesCerts, fault, mapped, docker}: ProgramsSetting): AgentPrograms {
	return {
		systemctl: systemctlProgram(paths, fault),
		curl: curlProgram(paths, docker),
		...(fault !== 'no-sudo' && {sudo: sudoProgram(fault, mapped)}),
		...(fault !== 'no-docker' && {docker: dockerProgram(paths, {cachesCerts, fault, docker})}),
		// With path mapping the login is whoever runs the sandbox, who may neither be root nor change owners.
		...((loginOf(fault) === 'user' || mapped) && {id: idProgram(loginOf(fault))}),
		...(mapped && {chown: '#!/bin/sh\n'}),
	};
}

function idProgram(login: 'root' | 'user'): string {
	return `#!/bin/sh
user=centos uid=1000
${login === 'root' ? '' : '[ "$SANDBOX_ROOT" != yes ] ||'} { user=root; uid=0; }
case "$*" in
-u|-g) echo $uid ;;
-un|-gn) echo $user ;;
*) echo "uid=$uid($user) gid=$uid($user) groups=$uid($user)" ;;
esac
`;
}
