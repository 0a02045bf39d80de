import type {ShellFault} from './fault.ts';

/** Faults of the place where trust is written. */
export const fileFaults = {
	'read-only-etc': {begin: 'mount --bind -o ro /etc/docker /etc/docker', end: 'umount --lazy /etc/docker'},
	'full-disk': {
		begin: 'mount -t tmpfs -o size=64k tmpfs /etc/docker; head -c 1M /dev/zero >/etc/docker/filled 2>/dev/null || true',
		end: 'umount --lazy /etc/docker',
	},
} satisfies Record<string, ShellFault>;
