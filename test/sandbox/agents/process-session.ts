import {readdirSync, readFileSync} from 'node:fs';

/**
 * Kills every process of a session, the leader included. By session and not by process group, because `timeout` puts
 * what it runs into a group of its own. Where there is no /proc (macOS) only the leader's group is reached.
 */
export function endProcessSession(leader: number): void {
	if (process.platform !== 'linux') {
		sendSignal(-leader, 'SIGKILL');
		return;
	}
	const killed = new Set<number>();
	// A process may fork while the list is read, so it is read again until nobody is new; one that was killed forks no more.
	for (let round = 0; round < 10; round++) {
		const found = sessionMembers(leader).filter(pid => !killed.has(pid));
		if (found.length === 0) return;
		for (const pid of found) {
			sendSignal(pid, 'SIGKILL');
			killed.add(pid);
		}
	}
}

/** Sends a signal to a process, or to a group where the number is negative; one that has ended is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}

function sessionMembers(leader: number): number[] {
	return readdirSync('/proc')
		.map(Number)
		.filter(pid => pid > 0 && sessionOf(pid) === leader);
}

function sessionOf(pid: number): number | undefined {
	try {
		// pid (name) state ppid pgrp session …: the name may hold spaces and parentheses.
		const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const [state, , , session] = status.slice(status.lastIndexOf(')') + 2).split(' ');
		return state === 'Z' ? undefined : Number(session);
	} catch {
		return undefined;
	}
}
