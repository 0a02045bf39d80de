import type {AgentFault} from './agent-fault.ts';

const usualSlowness = 1000;

/** What an agent with a fault runs in place of a command, or before it. */
export function faultyCommand(
	command: string,
	{fault, slowness = usualSlowness}: {fault?: AgentFault; slowness?: number},
): string {
	const faulty: Partial<Record<AgentFault, string>> = {
		hangs: 'exec sleep 600',
		nologin: "echo 'This account is currently not available.'; exit 1",
		slow: `sleep ${slowness / 1000}\n${command}`,
		noisy: `printf 'Welcome to this agent.\\nYou have mail'; printf 'Last patched: never' >&2\n${command}`,
		asks: `printf 'Which environment is this? '; read -r answer\n${command}`,
		forced: 'exec /bin/sh',
		'docker-elsewhere': `export DOCKER_HOST=tcp://127.0.0.1:9\n${command}`,
		floods: `head -c 8000000 /dev/zero | tr '\\0' .\n${command}`,
	};
	return (fault && faulty[fault]) ?? command;
}
