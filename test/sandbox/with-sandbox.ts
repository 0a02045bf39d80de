import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {type Sandbox, type SandboxOptions, startSandbox} from './sandbox.ts';
import {type Client, createClient} from './sandbox-client.ts';

/** So many tests of a thread have a sandbox at a time: enough to have something to do while others wait. */
const atOnce = 4;
const turns = new Map<ExecutionContext, Promise<void>>();
const waiting: (() => void)[] = [];
let busy = 0;

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

/** One turn for all sandboxes of a test, however many it asks for at the same time. */
function takeTurn(t: ExecutionContext): Promise<void> {
	const known = turns.get(t);
	if (known !== undefined) return known;
	const turn = busy < atOnce ? Promise.resolve() : new Promise<void>(resolve => waiting.push(resolve));
	if (busy < atOnce) busy += 1;
	turns.set(t, turn);
	t.teardown(() => {
		turns.delete(t);
		const next = waiting.shift();
		// the turn is handed on, or given back
		if (next === undefined) busy -= 1;
		else next();
	});
	return turn;
}
