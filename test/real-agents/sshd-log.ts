import type {Machine} from './machine.ts';

/** Connections that a machine's sshd has taken. */
export function connectionsTo(machine: Machine): number {
	return machine.read('/var/log/sshd.log').match(/^Connection from /gm)?.length ?? 0;
}

/** Commands that a machine's sshd has started. */
export function sessionsOf(machine: Machine): number {
	return machine.read('/var/log/sshd.log').match(/^Starting session: /gm)?.length ?? 0;
}
