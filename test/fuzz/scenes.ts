import type {Sandbox} from '../sandbox/sandbox.ts';

export type Scene = {
	/** Whether a registry runs already. */
	installed: boolean;
	words: readonly string[];
};

export const formats = [[], ['-vv'], ['--json'], ['--events', '-'], ['--quiet'], ['-v']] as const;

/** A command on a cluster; the store and the options file are where the run puts them. */
export function scenesOf({caFile, sshConfig, s3}: Sandbox, store: string): readonly Scene[] {
	const bucket = ['--bucket', 'packages', '--path', 'a/b', '--endpoint', store, '--endpoint-ca', caFile];
	const keys = ['--credentials', s3.credentialsFile, '--profile', 'registry'];
	const ssh = ['--config-file', sshConfig, '--agent-timeout', '20s'];
	const volume = ['--container-path', 'x', '--pinned-hostname', 'agent-1.sandbox'];
	return [
		{installed: false, words: ['storage', 's3', ...bucket, ...keys, '--yes']},
		{installed: true, words: ['storage', 'show']},
		{installed: true, words: ['storage', 'verify', '--endpoint-ca', caFile]},
		{installed: false, words: ['storage', 'volume', ...volume, '--yes']},
		{installed: false, words: ['install', '--check']},
		{installed: true, words: ['install', '--check', '--update']},
		{installed: false, words: ['install', '--dry-run']},
		{installed: false, words: ['install', '--yes', '--timeout', '30s']},
		{installed: false, words: ['install', '--yes', '--atomic', '--timeout', '30s']},
		{installed: true, words: ['install', '--yes', '--timeout', '30s']},
		{installed: true, words: ['trust-agents', ...ssh, '--check', '--require-proof']},
		{
			installed: true,
			words: ['trust-agents', ...ssh, '--yes', '--restart', 'always', '--batch', '100%', '--require-proof'],
		},
		{installed: true, words: ['trust-agents', ...ssh, '--yes', '--remove']},
		{installed: true, words: ['__complete-agents']},
	];
}
