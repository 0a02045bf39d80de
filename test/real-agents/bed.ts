import {type ChildProcess, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline/promises';
import {text} from 'node:stream/consumers';
import {execa} from 'execa';
import type {CommandResult} from '../sandbox/agents/agent-spec.ts';

/** A network, process tree and set of mounts that nothing else on this machine sees, and that ends with this process. */
export type Bed = {
	/** Number of its init, from which its network namespace can be entered. */
	pid: number;
	/** Where its files are, as its own processes see them; nothing of them is on a disk. */
	directory: string;
	/** Name of the cgroup for its containers. */
	cgroup: string;
	/** Path by which this process reaches a file below `directory`. */
	path: (file: string) => string;
	/** Runs a program in the bed, in none of its machines. Throws if it fails. */
	run: (words: readonly string[]) => Promise<string>;
	/** Starts a program that goes on until it or the bed is ended; returns its number there. Its output goes to the bed's log. */
	runInBackground: (words: readonly string[]) => Promise<string>;
	/** Kills all that runs in it. Settles when nothing is left, neither a process nor a mount. */
	stop: () => Promise<void>;
};

const launcher = join(import.meta.dirname, 'launch-bed.sh');

/** Starts a bed whose files seem to be below a directory that exists. */
export async function startBed(parent: string): Promise<Bed> {
	const directory = join(parent, 'bed');
	await mkdir(directory);
	const cgroup = `real-agents-${randomUUID()}`;
	// A process group of its own: a Ctrl-C in the terminal must not get ahead of the tests' teardown.
	const launched = spawn('sh', [launcher, directory, cgroup], {detached: true, stdio: 'pipe'});
	const pid = await firstProcess(launched);
	const run = async (words: readonly string[]) => {
		const entered = ['--target', String(pid), '--mount', '--net', '--pid', '--', ...words];
		return (await execa('nsenter', entered, {stdin: 'ignore'})).stdout;
	};
	return {
		pid,
		directory,
		cgroup,
		path: file => join('/proc', String(pid), 'root', directory, file),
		run,
		runInBackground: words =>
			run(['sh', '-c', 'log=$1; shift; "$@" >>"$log" 2>&1 & echo $!', 'sh', join(directory, 'log'), ...words]),
		async stop() {
			const ended = once(launched, 'close');
			launched.stdin.end();
			if (launched.exitCode === null) await ended;
		},
	};
}

async function firstProcess({stdout, stderr}: ChildProcess): Promise<number> {
	if (!stdout || !stderr) throw new Error('the bed has no output');
	const complaint = text(stderr);
	const lines = createInterface({input: stdout});
	for await (const line of lines) return Number(line);
	throw new Error(`no bed of agents on this machine: ${await complaint}`);
}

/** Runs a shell command as root within a machine, whose init has this number. */
export async function runInMachine(pid: number, command: string, input = ''): Promise<CommandResult> {
	const entered = ['--target', String(pid), '--mount', '--uts', '--net', '--pid', '--'];
	const result = await execa('nsenter', [...entered, '/bin/sh', '-c', 'cd && exec /bin/sh -c "$1"', 'sh', command], {
		input,
		env: rootEnvironment,
		extendEnv: false,
		reject: false,
		stripFinalNewline: false,
	});
	return {code: result.exitCode ?? -1, stdout: result.stdout ?? '', stderr: result.stderr ?? ''};
}

const rootEnvironment = {
	PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
	HOME: '/root',
	USER: 'root',
	LOGNAME: 'root',
	SHELL: '/bin/bash',
};
