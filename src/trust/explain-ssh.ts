import {lastWords} from '../errors/some-words.ts';
import {whyUnstarted} from '../errors/unstarted.ts';
import type {SshOutcome} from '../ssh/ssh.ts';
import {sshWords} from './ssh-words.ts';

/** Why an agent could not be worked on, what to do about it, and whether it was reached at all. */
export type SshFailure = {reached: boolean; why: string; hint: string};

type Begun = {
	began: boolean;
	/** How many signs of the script arrived where they were not all; null: all, or nobody looked. */
	arrived?: number | null;
	/** The time limit of one agent. */
	seconds: number;
};

/** In words, why the script did not come to its end. */
export function explainSsh(outcome: SshOutcome, {began, arrived = null, seconds}: Begun): SshFailure {
	const {exitCode, timedOut, flooded, unstarted} = outcome;
	const [stdout, stderr] = [lastWords(outcome.stdout), lastWords(outcome.stderr)];
	if (unstarted !== null) return {reached: false, ...whyUnstarted(unstarted)};
	if (timedOut) return tooSlow({began, seconds});
	if (flooded) {
		const hint = 'look at what its profile scripts print: ssh <address> true | head';
		return {reached: true, why: 'it printed more than 1 MB and was cut off', hint};
	}
	if (arrived !== null) return eaten(arrived, {stdout, stderr});
	const rule = sshWords.find(each => each.words.test(stderr) || (each.onStdout && each.words.test(stdout)));
	if (rule) {
		const why = rule.keepsWords ? `${rule.why}: ${lineWith(rule.words, stderr)}` : withKey(rule.why, outcome);
		return {reached: rule.reached || began, why, hint: rule.hint};
	}
	const words = lastLine(stderr);
	if (!began && (exitCode === 255 || exitCode === null)) {
		return {
			reached: false,
			why: words === '' ? 'the SSH connection failed without a word' : words,
			hint: 'try by hand: ssh -v <address>',
		};
	}
	if (!began) {
		const said = saidThere({stdout, stderr});
		return {
			reached: true,
			why: `the login there did not run the script${said === '' ? `: exit code ${exitCode}` : `, and said: ${said}`}`,
			hint: 'see what takes the place of the command there, as a forced command or a profile script: ssh <address> echo reached',
		};
	}
	// that of ssh's own says no more than that
	const said = words === '' || words.startsWith('client_loop') ? '' : `: ${words}`;
	const why = `the connection ended before the work did${said}`;
	return {reached: true, why, hint: 'run the same command again: it changes only what is left'};
}

/** Nothing of the script ran: it is run whole, or not at all. */
function eaten(arrived: number, streams: Streams): SshFailure {
	const said = saidThere(streams);
	const what = arrived === 0 ? 'the script' : 'a part of the script';
	return {
		reached: true,
		why: `something read ${what} before the shell could, so nothing of it ran${said === '' ? '' : `; the login there said: ${said}`}`,
		hint: 'look for what reads standard input: a question in a profile script there (~/.bashrc), or LocalCommand in your SSH configuration',
	};
}

type Streams = {stdout: string; stderr: string};

/** The last words on each stream that are none of ours. */
function saidThere({stdout, stderr}: Streams): string {
	const foreign = stdout.replaceAll(/dcos-registry-.*$/gm, '');
	// a shell in the place of ours tells the script itself as one word
	const said = [stderr, foreign].map(text => lastLine(text.replaceAll(/[^\s:]{100,}/g, '…')));
	return said.filter(line => line !== '').join(' / ');
}

function tooSlow({began, seconds}: {began: boolean; seconds: number}): SshFailure {
	const hint = 'check that the machine is well, or give it more time with --agent-timeout';
	return began
		? {reached: true, why: `it did not finish within ${seconds} s`, hint}
		: {reached: false, why: `it said nothing within ${seconds} s`, hint};
}

/** The key that was shown is what the operator has to compare. */
function withKey(why: string, {hostKey}: SshOutcome): string {
	return hostKey === null ? why : `${why}; it shows ${hostKey}`;
}

/** Characters of what others say in a sentence of ours. */
const longestWords = 500;

function lineWith(words: RegExp, text: string): string {
	return (text.split('\n').find(line => words.test(line)) ?? '').trim().slice(0, longestWords);
}

function lastLine(text: string): string {
	return (text.trim().split('\n').at(-1)?.trim() ?? '').slice(0, longestWords);
}
