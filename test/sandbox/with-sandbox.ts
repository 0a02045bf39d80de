import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import {type Sandbox, type SandboxOptions, startSandbox} from './sandbox.ts';
import {type Client, createClient} from './sandbox-client.ts';
import {takeTurn} from './turns.ts';

/** Starts a whole sandbox for one test, when it is its turn, with few agents unless more are asked for; removes it afterwards. */
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
