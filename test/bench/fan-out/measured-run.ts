import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';

export type Measured = {
	seconds: number;
	exitCode: number | null;
	stdout: string;
	stderr: string;
	/** Of the process itself, without its children: processor time in milliseconds, memory in MB at its highest. */
	own: {processor: number; memory: number; withoutFiles: number};
};

type Command = {words: readonly string[]; env: Record<string, string>; input?: string; limit?: number};

const ticks = 10;

/** Runs a command and watches its process by /proc, every 10 ms: what it used last is known that precisely. */
export async function measuredRun({words, env, input = '', limit = 900_000}: Command): Promise<Measured> {
	const started = performance.now();
	const [command = '', ...args] = words;
	const child = spawn(command, args, {env, stdio: ['pipe', 'pipe', 'pipe'], timeout: limit});
	const own = {processor: 0, memory: 0, withoutFiles: 0};
	const watch = setInterval(() => Object.assign(own, lookAt(child.pid ?? 0, own)), ticks);
	const texts = {stdout: '', stderr: ''};
	child.stdout.on('data', chunk => {
		texts.stdout += String(chunk);
	});
	child.stderr.on('data', chunk => {
		texts.stderr += String(chunk);
	});
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	clearInterval(watch);
	return {seconds: (performance.now() - started) / 1000, exitCode, ...texts, own};
}

/** A process that has gone keeps what was seen before. */
function lookAt(pid: number, before: Measured['own']): Measured['own'] {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
			.replace(/^.*\) /, '')
			.split(' ');
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const megabytes = (key: string) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
		return {
			processor: Math.max(before.processor, (Number(stat[11]) + Number(stat[12])) * 10),
			memory: Math.max(before.memory, megabytes('VmHWM')),
			withoutFiles: Math.max(before.withoutFiles, megabytes('RssAnon')),
		};
	} catch {
		return before;
	}
}
