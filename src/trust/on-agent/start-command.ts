/** sudo's prompt when it reads a password from standard input; it stands on stderr, without the end of a line. */
export const sudoPrompt = 'dcos-registry-asks-for-the-sudo-password:';

/** Said on stdout when the shell is there that the script is for. */
export const sudoReady = 'dcos-registry-has-a-shell';

/**
 * The command that ssh has the login shell run; that shell may be any, and nothing of the user's is in here. As root at once, else
 * through sudo. `seconds` bounds the work on the agent too, because it goes on there when the connection is gone.
 */
export function startCommand({seconds, asksPassword}: {seconds: number; asksPassword: boolean}): string {
	const run = `if command -v timeout >/dev/null 2>&1; then exec timeout ${Math.ceil(seconds)} sh -s; else exec sh -s; fi`;
	const ready = asksPassword ? `echo ${sudoReady}; ` : '';
	const sudo = asksPassword ? `sudo -S -p ${sudoPrompt}` : 'sudo -n';
	return `exec sh -c 'run="${ready}${run}"; if [ "$(id -u)" = 0 ]; then exec sh -c "$run"; else exec ${sudo} sh -c "$run"; fi'`;
}
