import type {SshOutcome} from '../ssh/ssh.ts';

/** Why an agent could not be worked on, what to do about it, and whether it was reached at all. */
export type SshFailure = {reached: boolean; why: string; hint: string};

type Rule = {words: RegExp; reached: boolean; why: string; hint: string};

/** ssh and sudo say these on stderr; the first that fits counts. */
const rules: readonly Rule[] = [
	{
		words: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
		reached: false,
		why: 'its SSH host key has changed',
		hint: 'find out why; if it was reinstalled: ssh-keygen -R <address>',
	},
	{
		words: /Host key verification failed|No .* host key is known/,
		reached: false,
		why: 'its SSH host key is not known',
		hint: 'check its fingerprint, then log in once by hand: ssh <address>',
	},
	{
		words: /Permission denied \(|Too many authentication failures/,
		reached: false,
		why: 'it did not accept the SSH login',
		hint: 'check --user and your SSH key (ssh-add -l)',
	},
	{
		words: /Connection refused/,
		reached: false,
		why: 'it refused the SSH connection',
		hint: 'check that sshd runs there and on which port',
	},
	{
		words: /Could not resolve hostname/,
		reached: false,
		why: 'its name does not resolve',
		hint: 'check the name, or your SSH configuration',
	},
	{
		words: /No route to host|Network is unreachable/,
		reached: false,
		why: 'there is no route to it',
		hint: 'check the network (a VPN?), or name a ProxyJump in an SSH configuration with --config-file',
	},
	{
		words: /timed out/i,
		reached: false,
		why: 'it did not answer in time',
		hint: 'check the network, or that the machine is well',
	},
	{
		words: /kex_exchange_identification|Connection (closed|reset) by/,
		reached: false,
		why: 'it closed the SSH connection',
		hint: 'too many connections at once? try a smaller --parallel',
	},
	{
		words: /sudo: .*password is required|sudo: a terminal is required|sudo: sorry, you must have a tty/,
		reached: true,
		why: 'sudo asks for a password there',
		hint: 'let the user run sudo without one (NOPASSWD), or log in as root with --user root',
	},
	{
		words: /sudo: (command )?not found|sudo: No such file/,
		reached: true,
		why: 'it has no sudo, and the user is not root',
		hint: 'log in as root with --user root',
	},
	{
		words: /is not in the sudoers file|not allowed to execute/,
		reached: true,
		why: 'the user may not use sudo there',
		hint: 'let the user run sudo, or choose another with --user',
	},
];

/** In words, why the script did not come to its end. `seconds` is the time limit of one agent. */
export function explainSsh(
	{exitCode, stderr, timedOut}: SshOutcome,
	{began, seconds}: {began: boolean; seconds: number},
): SshFailure {
	if (timedOut) {
		const hint = 'check that the machine is well, or give it more time with --agent-timeout';
		return began
			? {reached: true, why: `it did not finish within ${seconds} s`, hint}
			: {reached: false, why: `it said nothing within ${seconds} s`, hint};
	}
	const rule = rules.find(each => each.words.test(stderr));
	if (rule) return {reached: rule.reached || began, why: rule.why, hint: rule.hint};
	const words = lastLine(stderr);
	if (!began && (exitCode === 255 || exitCode === null)) {
		return {
			reached: false,
			why: words === '' ? 'the SSH connection failed without a word' : words,
			hint: 'try by hand: ssh -v <address>',
		};
	}
	const why = `the connection ended before the work did${words === '' ? '' : `: ${words}`}`;
	return {reached: true, why, hint: 'run the same command again: it changes only what is left'};
}

function lastLine(text: string): string {
	return text.trim().split('\n').at(-1)?.trim() ?? '';
}
