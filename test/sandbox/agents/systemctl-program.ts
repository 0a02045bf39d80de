import {type AgentFault, loginOf} from './agent-fault.ts';
import type {AgentPaths} from './isolation.ts';

/** Shell text of an agent's systemctl, which can restart Docker and say whether it is active. */
export function systemctlProgram({certsD, dockerState}: AgentPaths, fault: AgentFault | undefined): string {
	return `#!/bin/sh
words=
for word; do
	case $word in -*) ;; *) words="$words \${word%.service}" ;; esac
done
case $words in
' restart docker') ;;
' is-active docker')
	[ -e '${dockerState}/stopped' ] || { echo active; exit 0; }
	echo inactive
	exit 3
	;;
*)
	echo 'systemctl of the sandbox can only restart docker' >&2
	exit 1
	;;
esac
${loginOf(fault) === 'user' ? forRootOnly : ''}
printf r >>'${dockerState}/restarts'
${restart(dockerState, fault)}
rm -rf '${dockerState}/certs.d'
[ ! -d '${certsD}' ] || cp -R '${certsD}' '${dockerState}/certs.d'
`;
}

const forRootOnly = `if [ "$SANDBOX_ROOT" != yes ]; then
	echo 'Failed to restart docker.service: Interactive authentication required.' >&2
	exit 1
fi`;

function restart(dockerState: string, fault: AgentFault | undefined): string {
	const stop = `: >'${dockerState}/stopped'`;
	if (fault === 'docker-does-not-come-back') return stop;
	if (fault === 'docker-restart-hangs') return `${stop}; exec sleep 600`;
	if (fault !== 'docker-restart-fails') return `rm -f '${dockerState}/stopped'`;
	return `${stop}
echo 'Job for docker.service failed because the control process exited with error code.
See "systemctl status docker.service" and "journalctl -xe" for details.' >&2
exit 1`;
}
