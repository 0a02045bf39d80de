import {type ChildProcess, spawn} from 'node:child_process';
import type {Environment} from '../world.ts';

/** How a child ended. */
export type ChildRun = {
	/** null when a signal ended it. */
	exitCode: number | null;
	stdout: string;
	stderr: string;
	/** Our time limit ended it. */
	timedOut: boolean;
	/** It printed more than anybody would read, and was ended. */
	flooded: boolean;
	/** The system's code for why it could not be started, such as EMFILE: nothing ran. null when it was. */
	unstarted: string | null;
};

export type Child = {
	command: string;
	args: readonly string[];
	env: Environment;
	/** Milliseconds; 0 for none. */
	timeout: number;
	/** What goes in on standard input, to its end; null where the caller writes by itself. */
	input: string | null;
};

/** `process` is null, or has no streams, where nothing could be started. `ended` never rejects. */
export type RunningChild = {process: ChildProcess | null; ended: Promise<ChildRun>};

/** More than our script ever prints; a machine that floods us is cut off there, for each of the two streams. */
const longestOutput = 1_000_000;
/** Milliseconds between asking a child to end and ending it. */
const grace = 2000;

/**
 * Starts a program without a shell, in a process group of its own: a Ctrl-C in the terminal is ours to answer. Not by execa: with
 * a thousand agents that took twice the processor time and 40 MB more (test/bench/fan-out.ts size).
 */
export function startChild({command, args, env, timeout, input}: Child): RunningChild {
	const child = spawned(command, args, env);
	if ('unstarted' in child) return {process: null, ended: Promise.resolve(notStarted(child.unstarted))};
	const ended = new Promise<ChildRun>(resolve => {
		const why = {timedOut: false, flooded: false};
		const endFor = (reason: keyof typeof why) => {
			why[reason] = true;
			end(child);
		};
		const timer = timeout === 0 ? undefined : setTimeout(endFor, timeout, 'timedOut');
		const [stdout, stderr] = [child.stdout, child.stderr].map(stream =>
			gathered(stream ?? null, () => endFor('flooded')),
		);
		child.on('error', error => {
			// it runs, and a signal did not reach it: how it ends is told later
			if (child.pid !== undefined) return;
			clearTimeout(timer);
			resolve(notStarted(codeIn(error)));
		});
		child.once('close', exitCode => {
			clearTimeout(timer);
			resolve({exitCode, stdout: stdout?.() ?? '', stderr: stderr?.() ?? '', ...why, unstarted: null});
		});
	});
	// it may end before it has read everything, which its exit code tells
	child.stdin?.on('error', () => {});
	if (input !== null) child.stdin?.end(input);
	return {process: child, ended};
}

/** Some failures are thrown and some are told later; with no descriptor left there are no streams either. */
function spawned(command: string, args: readonly string[], env: Environment): ChildProcess | {unstarted: string} {
	try {
		return spawn(command, args, {env: env as NodeJS.ProcessEnv, detached: true, stdio: ['pipe', 'pipe', 'pipe']});
	} catch (error) {
		return {unstarted: codeIn(error)};
	}
}

/** What is told of a program that never ran. */
function notStarted(unstarted: string): ChildRun {
	return {exitCode: null, stdout: '', stderr: '', timedOut: false, flooded: false, unstarted};
}

function codeIn(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Asks, and insists after a while. The streams are closed too: a grandchild may hold them open for ever. Safe to repeat. */
function end(child: ChildProcess): void {
	const letGo = () => {
		for (const stream of child.stdio) stream?.destroy();
	};
	if (child.exitCode !== null || child.signalCode !== null) {
		letGo();
		return;
	}
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), grace);
	child.once('exit', () => {
		clearTimeout(timer);
		letGo();
	});
}

/** Keeps what comes, up to the longest output. */
function gathered(stream: NodeJS.ReadableStream | null, flood: () => void): () => string {
	const chunks: Buffer[] = [];
	let length = 0;
	stream?.on('data', (chunk: Buffer) => {
		if (length >= longestOutput) return;
		chunks.push(chunk);
		length += chunk.length;
		if (length >= longestOutput) flood();
	});
	return () => Buffer.concat(chunks).toString('utf8').slice(0, longestOutput);
}
