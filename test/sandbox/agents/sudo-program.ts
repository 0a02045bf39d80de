import {type AgentFault, loginOf, sudoPassword} from './agent-fault.ts';

/** Shell text of an agent's sudo. It reads nothing unless it has to ask: then standard input is the command's, from its first byte on. */
export function sudoProgram(fault: AgentFault | undefined, mapped: boolean): string {
	if (fault === 'sudo-requiretty') return refuses('sudo: sorry, you must have a tty to run sudo');
	if (fault === 'sudo-not-allowed')
		return refuses("Sorry, user centos is not allowed to execute '$*' as root on agent.");
	return `#!/bin/sh
PS='[sudo] password for centos: ' from=terminal asks=yes
while getopts nSp:u:kHEv option; do
	case $option in
	n) asks=no ;;
	S) from=stdin ;;
	p) PS=$OPTARG ;;
	esac
done
shift $((OPTIND - 1))
${loginOf(fault) === 'user' ? asks(fault === 'sudo-asks' ? sudoPassword : undefined) : ''}
${loginOf(fault) === 'user' && !mapped ? makeWritable : ''}
SANDBOX_ROOT=yes; export SANDBOX_ROOT
[ $# -gt 0 ] || exit 0
exec "$@"
`;
}

// What a login that is not root must not change is mounted read-only in its session.
const makeWritable = 'umount /etc/docker /run/dcos';

/** "$*" in the words stands for the command. */
function refuses(words: string): string {
	return `#!/bin/sh
[ "$1" = -n ] && shift
echo "${words}" >&2
exit 1
`;
}

/** Ends the script unless the password is given; no password at all is never the right one. */
function asks(password: string | undefined): string {
	return `
fail() {
	printf 'sudo: %s\\n' "$@" >&2
	exit 1
}
[ $asks = yes ] || fail 'a password is required'
[ $from = stdin ] || fail 'a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper' 'a password is required'
for tries in 1 2 3; do
	printf '%s' "$PS" >&2
	if ! IFS= read -r given; then
		echo >&2
		[ $tries = 1 ] && fail 'no password was provided' 'a password is required'
		fail 'no password was provided' "$((tries - 1)) incorrect password attempt$([ $tries = 2 ] || echo s)"
	fi
	${password === undefined ? '' : `[ "$given" != '${password}' ] || break`}
	[ $tries != 3 ] || fail '3 incorrect password attempts'
	echo 'Sorry, try again.' >&2
done`;
}
