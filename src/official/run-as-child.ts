import {type ChildProcess, spawn} from 'node:child_process';

export type Parent = Pick<NodeJS.Process, 'env' | 'platform' | 'pid' | 'on' | 'off' | 'kill'>;

/** What a terminal, or a console of Windows, gives to each of its processes: it is for the child to say what becomes of it. */
const ofTheTerminal = ['SIGINT', 'SIGQUIT', 'SIGBREAK'] as const;
const forwarded = ['SIGTERM', 'SIGHUP', 'SIGUSR2'] as const;

/**
 * Runs a program with this process' environment, standard streams and these further descriptors, where it cannot take this process'
 * place. Resolves with its exit code, or with the error of a start that failed; ends this process by the signal that ended it.
 */
export function runAsChild(
	path: string,
	argv: readonly string[],
	{own, descriptors}: {own: Parent; descriptors: readonly number[]},
): Promise<number | NodeJS.ErrnoException> {
	const hold = () => {};
	for (const signal of ofTheTerminal) if (isKnown(signal, own)) own.on(signal, hold);
	return new Promise(resolve => {
		let child: ChildProcess;
		try {
			child = spawn(path, argv, {stdio: streams(descriptors), env: own.env});
		} catch (error) {
			// Node throws for some reasons and tells the others by an event
			resolve(error as NodeJS.ErrnoException);
			return;
		}
		const forward = (signal: NodeJS.Signals) => void child.kill(signal);
		for (const signal of forwarded) if (isKnown(signal, own)) own.on(signal, forward);
		child.once('error', resolve);
		child.once('exit', (code, signal) => {
			if (signal !== null) {
				for (const each of ofTheTerminal) own.off(each, hold);
				for (const each of forwarded) own.off(each, forward);
				own.kill(own.pid, signal);
			}
			resolve(code ?? 1);
		});
	});
}

/** Each at its own number; the others stay closed. */
function streams(descriptors: readonly number[]): ('inherit' | 'ignore' | number)[] {
	const highest = Math.max(2, ...descriptors);
	return Array.from({length: highest + 1}, (_, at) => {
		if (at <= 2) return 'inherit';
		return descriptors.includes(at) ? at : 'ignore';
	});
}

function isKnown(signal: NodeJS.Signals, {platform}: Parent): boolean {
	return platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP', 'SIGTERM'].includes(signal) : signal !== 'SIGBREAK';
}
