import {execa, type Options} from 'execa';
import {build} from '../../binaries/plugin.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';

export type PluginRun = {exitCode: number; stdout: string; stderr: string};

export type PluginOptions = {
	/** Where it runs; relative paths such as the options file's are below it. */
	cwd: string;
	/** Over what the CLI hands over; undefined takes a variable away. */
	env?: Readonly<Record<string, string | undefined>>;
	/** Ctrl-C is pressed when this resolves. */
	interruptWhen?: Promise<unknown>;
	/** The process is ended by `kill -9` when this resolves. */
	killWhen?: Promise<unknown>;
	/** Milliseconds; 60,000 when absent. */
	timeout?: number;
};

let built: ReturnType<typeof build> | undefined;

/** The packaged binary, built when its sources have changed; once for all tests of a file, which begin at the same time. */
export async function packagedPlugin(): Promise<string> {
	built ??= build();
	return (await built).binary;
}

/** What the CLI puts into a plugin's environment for a cluster whose CA it was told at set-up. */
export function cliEnvironment({
	url,
	token,
	caFile,
}: Pick<Sandbox, 'url' | 'token' | 'caFile'>): Record<string, string> {
	return {
		DCOS_CLI_EXECUTABLE_PATH: '/usr/local/bin/dcos',
		DCOS_CLI_VERSION: '1.2.0',
		DCOS_URL: url,
		DCOS_ACS_TOKEN: token,
		DCOS_TLS_CA_PATH: caFile,
	};
}

/**
 * Starts a plugin exactly as the CLI does: `<path> registry <words>`, no shell, the cluster in the environment. Never throws for
 * its exit code, which is -1 for a process that was killed.
 */
export async function runPlugin(
	binary: string,
	words: readonly string[],
	{cwd, env, interruptWhen, killWhen, timeout = 60_000}: PluginOptions,
): Promise<PluginRun> {
	const clean = {PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8'};
	const running = execa(binary, ['registry', ...words], {
		cwd,
		env: {...clean, ...env} as Options['env'],
		extendEnv: false,
		reject: false,
		timeout,
		stripFinalNewline: false,
		stdin: 'ignore',
	});
	const interrupting = interruptWhen?.then(() => running.kill('SIGINT'));
	const killing = killWhen?.then(() => running.kill('SIGKILL'));
	const run = await running;
	await interrupting;
	if (run.isTerminated) await killing;
	return {exitCode: run.exitCode ?? -1, stdout: run.stdout, stderr: run.stderr};
}
