import {EventEmitter} from 'node:events';
import {homedir} from 'node:os';
import {realRuntime} from '../../src/real-world.ts';
import {run} from '../../src/run.ts';
import type {Runtime} from '../../src/world.ts';
import type {PluginOptions, PluginRun} from './plugin.ts';
import {nextPrivateKey} from './private-keys.ts';

/**
 * What `runPlugin` does with the packaged binary, here in this process, with the real network, files and ssh, and private keys that
 * other runs have too: for what is about the plugin's judgement. A start of the binary takes four times the processor time. What is
 * about the executable runs it: signals, `kill -9`, a terminal, relative paths that ssh reads, the authorities of this machine.
 */
export async function runInProcess(
	words: readonly string[],
	{cwd, env}: Pick<PluginOptions, 'cwd' | 'env'>,
	around: (runtime: Runtime) => Runtime = runtime => runtime,
): Promise<PluginRun> {
	const written = {stdout: '', stderr: ''};
	const host = processLike({PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8', ...env}, written);
	const runtime = await realRuntime(host as unknown as NodeJS.Process, {
		directory: cwd,
		home: host.env.HOME ?? homedir(),
	});
	const exitCode = await run(['registry', ...words], around({...runtime, newPrivateKey: nextPrivateKey}));
	return {exitCode, ...written};
}

/** Whether a run is to be ended by a signal, which is the executable's affair. */
export function isSignalled({interruptWhen, killWhen}: Pick<PluginOptions, 'interruptWhen' | 'killWhen'>): boolean {
	return interruptWhen !== undefined || killWhen !== undefined;
}

/** As much of a process without a terminal as a run asks for; with an end of its own it would end the tests. */
function processLike(env: Readonly<Record<string, string | undefined>>, written: {stdout: string; stderr: string}) {
	const stream = (name: 'stdout' | 'stderr') =>
		Object.assign(new EventEmitter(), {
			isTTY: false,
			write(text: string) {
				written[name] += text;
				return true;
			},
		});
	return Object.assign(new EventEmitter(), {
		env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<string, string>,
		platform: process.platform,
		execPath: '/opt/dcos/subcommands/cluster-registry/env/bin/dcos-registry',
		stdin: {isTTY: false},
		stdout: stream('stdout'),
		stderr: stream('stderr'),
		exit(code: number) {
			throw new Error(`the run ended its process with ${code}`);
		},
	});
}
