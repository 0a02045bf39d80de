import {execa, type Options} from 'execa';
import {RefusedError} from '../errors/errors.ts';
import type {Environment, Log} from '../world.ts';
import type {Ssh, SshJob, SshTarget} from './ssh.ts';

/** More than our script ever prints; a machine that floods us is cut off there. */
const longestOutput = 1_000_000;

/**
 * The system's own `ssh`, which alone brings the operator's configuration, keys, agent, certificates and Kerberos.
 * Each connection is in a process group of its own: a Ctrl-C in the terminal is ours to answer, not ssh's.
 */
export function systemSsh({env, log}: {env: Environment; log: Log}): Ssh {
	const {DCOS_ACS_TOKEN: _token, ...childEnv} = env;
	return async job => {
		const args = sshArguments(job);
		log(2, `ssh ${args.join(' ')}`);
		const outcome = await execa('ssh', args, {
			input: job.input,
			env: childEnv as Options['env'],
			extendEnv: false,
			reject: false,
			detached: true,
			timeout: job.deadline,
			forceKillAfterDelay: 2000,
			maxBuffer: longestOutput,
			stripFinalNewline: false,
		});
		if (outcome.code === 'ENOENT') {
			throw new RefusedError('there is no ssh on this machine', {
				hint: "install OpenSSH's client (7.3 or newer) and put it on PATH",
			});
		}
		return {
			exitCode: outcome.exitCode ?? null,
			stdout: outcome.stdout ?? '',
			stderr: outcome.stderr ?? '',
			timedOut: outcome.timedOut,
		};
	};
}

/** Everything but the fixed command is an argument of its own: nothing of the user's is ever read by a shell. */
export function sshArguments({target, command}: Pick<SshJob, 'target' | 'command'>): string[] {
	return [
		...userChoices(target),
		...connectionRules.flatMap(rule => ['-o', rule]),
		'-T',
		'--',
		target.address,
		command,
	];
}

function userChoices({user, configFile, options}: SshTarget): string[] {
	return [
		...(configFile === null ? [] : ['-F', configFile]),
		...(user === null ? [] : ['-l', user]),
		...options.flatMap(option => ['-o', option]),
	];
}

/** The first value that ssh sees wins, so the user's `-o` comes before these. Host keys and key exchange stay the user's policy. */
const connectionRules = [
	'BatchMode=yes',
	'ConnectTimeout=10',
	'ServerAliveInterval=5',
	'ServerAliveCountMax=3',
	'UpdateHostKeys=no',
	'ForwardAgent=no',
	'ForwardX11=no',
	'ClearAllForwardings=yes',
	'ControlPath=none',
	'LogLevel=ERROR',
] as const;
