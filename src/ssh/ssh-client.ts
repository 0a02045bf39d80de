import {commandLine} from '../errors/command-line.ts';
import type {Environment, Log} from '../world.ts';
import {type OrphanKeeper, orphanKeeper} from './orphans.ts';
import {type ChildRun, type RunningChild, startChild} from './run-child.ts';

export type SshClient = {
	/** Runs ssh with these arguments, with the text on standard input, for so many milliseconds at most. */
	run(args: readonly string[], input: string, timeout: number): Promise<ChildRun>;
	/** Starts ssh and lets the caller speak with it. A program may stand before it, to watch over it when we are killed. */
	start(args: readonly string[], timeout: number, before?: readonly string[]): RunningChild;
	/** Nothing is started any more. */
	close(): void;
};

/** The system's own `ssh`, which alone brings the operator's configuration, keys, agent, certificates and Kerberos. */
export function sshClient({env, log}: {env: Environment; log: Log}): SshClient {
	const {DCOS_ACS_TOKEN: _token, ...childEnv} = env;
	let keeper: OrphanKeeper | undefined;
	const begin = (
		args: readonly string[],
		rest: {timeout: number; input: string | null},
		before: readonly string[] = [],
	) => {
		log(2, commandLine(['ssh', ...args]));
		const [command = 'ssh', ...words] = [...before, 'ssh', ...args];
		const {process, ended} = startChild({command, args: words, env: childEnv, ...rest});
		if (before.length === 0) {
			keeper ??= orphanKeeper(childEnv);
			watchOver({process, ended}, keeper);
		}
		return {process, ended};
	};
	return {
		run: (args, input, timeout) => begin(args, {timeout, input}).ended,
		start: (args, timeout, before) => begin(args, {timeout, input: null}, before),
		close: () => keeper?.close(),
	};
}

function watchOver({process, ended}: RunningChild, keeper: OrphanKeeper): void {
	const pid = process?.pid;
	if (pid === undefined) return;
	keeper.began(pid);
	void ended.then(() => keeper.ended(pid));
}
