import {spawn} from 'node:child_process';

export type Parent = Pick<NodeJS.Process, 'env' | 'platform' | 'on'>;

/**
 * Runs a program with this process' environment and standard streams, for Windows, which cannot replace a process. Resolves with its
 * exit code, or with the error of a start that failed.
 */
export function runAsChild(
	path: string,
	argv: readonly string[],
	own: Parent,
): Promise<number | NodeJS.ErrnoException> {
	// Windows gives these to each process of a console: it is for the child to say what becomes of it
	for (const signal of ['SIGINT', 'SIGBREAK', 'SIGHUP'] as const) own.on(signal, () => {});
	return new Promise(resolve => {
		const child = spawn(path, argv, {stdio: 'inherit', env: own.env});
		own.on('SIGTERM', signal => child.kill(signal));
		child.once('error', resolve);
		child.once('exit', code => resolve(code ?? 1));
	});
}
