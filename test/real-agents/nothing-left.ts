import {readdirSync, readFileSync, readlinkSync} from 'node:fs';

/** What is left of a bed of agents: its network's processes, its mounts below a directory, and its cgroups. */
export function leftovers({network, directory}: {network: string; directory: string}): string[] {
	const processes = readdirSync('/proc').filter(name => /^\d+$/.test(name) && networkOf(name) === network);
	const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
		.split('\n')
		.filter(line => line.includes(directory));
	return [...processes, ...mounts];
}

/** Names the network namespace of a process; undefined where it has ended. */
export function networkOf(pid: number | string): string | undefined {
	try {
		return readlinkSync(`/proc/${pid}/ns/net`);
	} catch {
		return undefined;
	}
}
