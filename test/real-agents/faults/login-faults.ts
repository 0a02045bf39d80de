import type {ShellFault} from './fault.ts';

const rules = '/etc/sudoers.d/centos';
const usual = 'centos ALL=(ALL) NOPASSWD: ALL';
const asks = sudoers('centos ALL=(ALL) ALL');

/** Faults of the users that an operator logs in as. */
export const loginFaults = {
	'sudo-password': asks,
	'sudo-asks': asks,
	'sudo-requiretty': sudoers(`Defaults:centos requiretty\n${usual}`),
	'sudo-not-allowed': sudoers('Defaults:centos !authenticate\ncentos ALL=(ALL) /usr/bin/true'),
	'not-in-sudoers': sudoers(''),
	'no-sudo': missing('/usr/bin/sudo'),
	csh: shell('/bin/tcsh'),
	nologin: shell('/usr/sbin/nologin'),
} satisfies Record<string, ShellFault>;

/** The program is not on PATH. */
export function missing(program: string): ShellFault {
	return {begin: `mv ${program} ${program}.missing`, end: `mv ${program}.missing ${program}`};
}

function sudoers(text: string): ShellFault {
	return {begin: `echo '${text}' >${rules}`, end: `echo '${usual}' >${rules}`};
}

function shell(path: string): ShellFault {
	return {begin: `sed -i s,/bin/bash$,${path}, /etc/passwd`, end: `sed -i s,${path}$,/bin/bash, /etc/passwd`};
}
