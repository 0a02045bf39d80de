import type {Sandbox} from '../sandbox/sandbox.ts';

/** How far the cluster is: nothing was done; the keys of the store are stored; the account is there too; a registry is installed; it runs; its agents trust it. */
export type Stage = 'nothing' | 'keys' | 'account' | 'registry' | 'running' | 'trust';

export type Scene = {
	stage: Stage;
	words: readonly string[];
	/** The exit code where no answer is changed. */
	ends: number;
};

export const formats = [[], ['-vv'], ['--json'], ['--events', '-'], ['--quiet'], ['-v']] as const;

/** A command on a cluster; the store and the options file are where the run puts them. */
export function scenesOf({caFile, sshConfig, s3}: Sandbox, store: string): readonly Scene[] {
	const bucket = ['--bucket', 'packages', '--path', 'a/b', '--endpoint', store, '--endpoint-ca', caFile];
	const keys = ['--credentials', s3.credentialsFile, '--profile', 'registry'];
	const ssh = ['--config-file', sshConfig, '--agent-timeout', '20s'];
	const volume = ['--container-path', 'x', '--pinned-hostname', 'agent-1.sandbox'];
	const proved = ['trust-agents', ...ssh, '--require-proof'];
	return [
		{stage: 'nothing', words: ['storage', 's3', ...bucket, ...keys, '--yes'], ends: 0},
		{stage: 'registry', words: ['storage', 'show'], ends: 0},
		{stage: 'registry', words: ['storage', 'verify', '--endpoint-ca', caFile], ends: 0},
		{stage: 'nothing', words: ['storage', 'volume', ...volume, '--yes'], ends: 0},
		{stage: 'account', words: ['install', '--check'], ends: 3},
		{stage: 'registry', words: ['install', '--check', '--update'], ends: 3},
		{stage: 'keys', words: ['install', '--dry-run'], ends: 0},
		{stage: 'account', words: ['install', '--yes', '--timeout', '10m'], ends: 0},
		{stage: 'keys', words: ['install', '--yes', '--atomic', '--timeout', '10m'], ends: 0},
		{stage: 'registry', words: ['install', '--yes', '--timeout', '10m'], ends: 0},
		{stage: 'trust', words: [...proved, '--check'], ends: 0},
		{stage: 'running', words: [...proved, '--yes', '--restart', 'always', '--batch', '100%'], ends: 0},
		{stage: 'trust', words: ['trust-agents', ...ssh, '--yes', '--remove'], ends: 0},
		{stage: 'registry', words: ['__complete-agents'], ends: 0},
	];
}
