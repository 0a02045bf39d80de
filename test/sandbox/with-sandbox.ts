import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {type Sandbox, type SandboxOptions, startSandbox} from './sandbox.ts';
import {type Client, createClient} from './sandbox-client.ts';

/** So many tests of a thread have a sandbox at a time: enough to have something to do while others wait. */
const atOnce = 4;
const holders = new Set<ExecutionContext>();
const waiting: (() => void)[] = [];

/**
 * Starts a whole sandbox for one test, with few agents unless more are asked for, and removes it afterwards. Where many tests of this
 * thread have one it waits for its turn, since each of them would get too little of the processor for the time limits of its commands;
 * a test that has one gets more without waiting.
 */
export async function withSandbox(
	t: ExecutionContext,
	options: Omit<SandboxOptions, 'directory'> = {},
): Promise<{sandbox: Sandbox; client: Client}> {
	await takeTurn(t);
	const directory = await mkdtemp(join(tmpdir(), 'sandbox-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	const sandbox = await startSandbox({agents: 2, publicAgents: 1, directory, ...options});
	t.teardown(() => sandbox.stop());
	return {sandbox, client: createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token)};
}

async function takeTurn(t: ExecutionContext): Promise<void> {
	if (holders.has(t)) return;
	if (holders.size >= atOnce) await new Promise<void>(resolve => waiting.push(resolve));
	holders.add(t);
	t.teardown(() => {
		holders.delete(t);
		waiting.shift()?.();
	});
}
