import {spawn} from 'node:child_process';
import {writeSync} from 'node:fs';
import {FailedError} from '../errors/errors.ts';
import {inOneLine} from '../errors/escaped.ts';
import type {Found} from './find.ts';
import {unstartable} from './unstartable.ts';

/** The part of the process that is handed on. */
export type OwnProcess = Pick<NodeJS.Process, 'env' | 'platform' | 'on' | 'execve'>;

/**
 * Replaces this process by the plugin, so that argv, environment, standard streams, terminal, signals and exit code are its
 * own affair. Where the platform has no execve it runs as a child, and its exit code is returned; signals of the terminal reach
 * both. Nothing may have touched the standard streams before: Node makes a pipe or a terminal non-blocking, for the heir as well.
 * Throws a FailedError when it cannot be started.
 */
export async function takeOver({name, path}: Found, argv: readonly string[], own: OwnProcess): Promise<number> {
	const reason = await unstartable(path, own.platform);
	if (reason !== null) throw cannotStart(name, path, reason);
	if (own.env.DCOS_VERBOSITY === '2') writeSync(2, `${inOneLine(`handed over to the plugin ${name}: ${path}`)}\n`);
	if (own.platform === 'win32' || own.execve === undefined) return runAsChild({name, path}, argv, own);
	withDefaultSignals(own);
	return own.execve(path, [path, ...argv], definedIn(own.env));
}

/** Node ignores these two from its start, and what is ignored stays so after execve(2); what is caught does not. */
function withDefaultSignals(own: OwnProcess): void {
	for (const signal of ['SIGPIPE', 'SIGXFSZ'] as const) own.on(signal, () => {});
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
	return Object.fromEntries(Object.entries(env).filter((each): each is [string, string] => each[1] !== undefined));
}

function runAsChild({name, path}: Found, argv: readonly string[], own: OwnProcess): Promise<number> {
	// Ctrl-C reaches the child as well, and it is for the child to say what becomes of it
	own.on('SIGINT', () => {});
	return new Promise((resolve, reject) => {
		const child = spawn(path, argv, {stdio: 'inherit', env: own.env});
		child.once('error', (error: NodeJS.ErrnoException) =>
			reject(cannotStart(name, path, `the system says ${error.code}`)),
		);
		child.once('exit', code => resolve(code ?? 1));
	});
}

function cannotStart(name: string, path: string, reason: string): FailedError {
	return new FailedError(`the official plugin ${name} cannot be started: ${path}: ${reason}`, {
		hint: 'dcos package install package-registry --cli',
	});
}
