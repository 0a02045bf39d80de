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

export type RunningChild = {process: ChildProcess; ended: Promise<ChildRun>};

/** More than our script ever prints; a machine that floods us is cut off there, for each of the two streams. */
const longestOutput = 1_000_000;
/** Milliseconds between asking a child to end and ending it. */
const grace = 2000;

/**
 * Starts a program without a shell, in a process group of its own: a Ctrl-C in the terminal is ours to answer. Not by execa: with
 * a thousand agents that took twice the processor time and 40 MB more (test/bench/fan-out.ts size). `ended` rejects only where
 * there is no such program.
 */
export function startChild({command, args, env, timeout, input}: Child): RunningChild {
	const child = spawn(command, args, {env: env as NodeJS.ProcessEnv, detached: true, stdio: ['pipe', 'pipe', 'pipe']});
	const ended = new Promise<ChildRun>((resolve, reject) => {
		const why = {timedOut: false, flooded: false};
		const endFor = (reason: keyof typeof why) => {
			why[reason] = true;
			end(child);
		};
		const timer = timeout === 0 ? undefined : setTimeout(endFor, timeout, 'timedOut');
		const [stdout, stderr] = [child.stdout, child.stderr].map(stream => gathered(stream, () => endFor('flooded')));
		child.once('error', error => {
			clearTimeout(timer);
			reject(error);
		});
		child.once('close', exitCode => {
			clearTimeout(timer);
			resolve({exitCode, stdout: stdout?.() ?? '', stderr: stderr?.() ?? '', ...why});
		});
	});
	// it may end before it has read everything, which its exit code tells
	child.stdin.on('error', () => {});
	if (input !== null) child.stdin.end(input);
	return {process: child, ended};
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
function gathered(stream: NodeJS.ReadableStream, flood: () => void): () => string {
	const chunks: Buffer[] = [];
	let length = 0;
	stream.on('data', (chunk: Buffer) => {
		if (length >= longestOutput) return;
		chunks.push(chunk);
		length += chunk.length;
		if (length >= longestOutput) flood();
	});
	return () => Buffer.concat(chunks).toString('utf8').slice(0, longestOutput);
}
