import type {SentScript} from './sent-script.ts';

/** sudo's prompt when it reads a password from standard input; it stands on stderr, without the end of a line. */
export const sudoPrompt = 'dcos-registry-asks-for-the-sudo-password:';

/** Said on stdout when the shell is there that the script is for. */
export const sudoReady = 'dcos-registry-has-a-shell';

type Start = {
	/** Begins the line that is said where the script is not whole. */
	mark: string;
	/** Of the script as it is sent. */
	length: SentScript['length'];
	/** Bounds the work on the agent too, because it goes on there when the connection is gone. */
	seconds: number;
	/** Whether sudo gets a password. */
	asksPassword: boolean;
};

/**
 * The command that ssh has the login shell run; that shell may be any, and nothing of the user's is in here. As root at once, else
 * through sudo, it reads one line and runs what stands in it if the line is as long as it was sent. Where somebody has read from
 * standard input before, it is not; then it says how much has arrived, and runs nothing.
 */
export function startCommand({mark, length, seconds, asksPassword}: Start): string {
	const whole = String.raw`eval \"\$(printf %b \"\$script\")\"`;
	const lost = String.raw`echo \"${mark} cut \${#script}\"; exit 1`;
	const read = String.raw`LC_ALL=C; export LC_ALL; if IFS= read -r script && [ \${#script} = ${length} ]; then ${whole}; else ${lost}; fi`;
	const limit = `timeout ${Math.ceil(seconds)}`;
	const bounded = String.raw`if command -v timeout >/dev/null 2>&1; then exec ${limit} sh -c \"\$1\"; else exec sh -c \"\$1\"; fi`;
	const ready = asksPassword ? `echo ${sudoReady}; ` : '';
	const sudo = asksPassword ? `sudo -S -p ${sudoPrompt}` : 'sudo -n';
	const root = `if [ "$(id -u)" = 0 ]; then exec sh -c "$run" sh "$read"; else exec ${sudo} sh -c "$run" sh "$read"; fi`;
	return `exec sh -c 'read="${read}"; run="${ready}${bounded}"; ${root}'`;
}
