import {randomUUID} from 'node:crypto';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Sandbox, SandboxOptions} from '../sandbox/sandbox.ts';
import type {Client} from '../sandbox/sandbox-client.ts';
import {withSandbox} from '../sandbox/with-sandbox.ts';
import {isSignalled, runInProcess} from '../support/in-process.ts';
import {cliEnvironment, type PluginRun, packagedPlugin, runPlugin} from '../support/plugin.ts';

/** Somebody at a shell with the plugin, in a directory of their own, attached to a sandbox. */
export type Operator = {
	sandbox: Sandbox;
	/** The superuser's, for what is done by hand. */
	client: Client;
	directory: string;
	/** The words of `storage s3` that suit the sandbox. */
	storage: readonly string[];
	/** Flags with which ssh reaches the sandbox's agents. */
	ssh: readonly string[];
	/** In this process, unless the run is to be interrupted or all are of the executable. */
	run(
		words: readonly string[],
		env?: Readonly<Record<string, string | undefined>>,
		interruptWhen?: Promise<unknown>,
	): Promise<PluginRun>;
};

export type OperatorOptions = Omit<SandboxOptions, 'directory'> & {
	/** Whether each run is one of the packaged binary. */
	executable?: boolean;
};

/** Starts a sandbox for one test, with its own operator. */
export async function withOperator(
	t: ExecutionContext,
	{executable = false, ...options}: OperatorOptions = {},
): Promise<Operator> {
	// not within a run, where others may wait for what it does first
	const binary = await packagedPlugin();
	const {sandbox, client} = await withSandbox(t, {...options, ...recording()});
	t.teardown(() => refuseUnknown(sandbox));
	const directory = path.join(path.dirname(sandbox.caFile), 'operator');
	await mkdir(directory);
	const {s3, caFile, sshConfig} = sandbox;
	const bucket = ['--bucket', s3.bucket, '--path', 'packages/dcos', '--endpoint', s3.endpoint, '--endpoint-ca', caFile];
	return {
		sandbox,
		client,
		directory,
		storage: ['storage', 's3', ...bucket, '--credentials', s3.credentialsFile, '--profile', 'registry'],
		ssh: ['--config-file', sshConfig],
		async run(words, env = {}, interruptWhen) {
			const options = {cwd: directory, env: {...cliEnvironment(sandbox), ...env}, interruptWhen};
			return executable || isSignalled(options) ? runPlugin(binary, words, options) : runInProcess(words, options);
		},
	};
}

/** A request that the sandbox has no answer for is a defect of one of the two. An assertion would come too late here. */
function refuseUnknown(sandbox: Sandbox): void {
	const unknown = sandbox.unknownRequests();
	if (unknown.length > 0) throw new Error(`the sandbox does not know ${unknown.join(', ')}`);
}

/** In CI every exchange with the cluster is kept, to be held against the published specifications. */
function recording(): Pick<SandboxOptions, 'record'> {
	const directory = process.env.SANDBOX_RECORDS;
	return directory === undefined ? {} : {record: path.join(directory, `${randomUUID()}.ndjson`)};
}
