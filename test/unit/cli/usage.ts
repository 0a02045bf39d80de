import {LoginError} from '../../../src/errors/errors.ts';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import {nobody} from '../../../src/official/beside.ts';
import {run} from '../../../src/run.ts';
import type {Environment, Runtime} from '../../../src/world.ts';

export type Printed = {exitCode: number; stdout: string; stderr: string};

/** The options file of somebody who has chosen a bucket. */
const optionsFile = JSON.stringify({
	registry: {s3: {bucket: 'my-packages', path: 'dcos', endpoint: 'https://s3.us-east-1.amazonaws.com'}},
});

/** A run of a plugin that stands alone, in a directory with an options file, as far as to where the cluster would be asked, which says that nobody is logged in. */
export async function printed(words: readonly string[], env: Environment = {}): Promise<Printed> {
	const written = {stdout: '', stderr: ''};
	const notReached = () => {
		throw new LoginError('no cluster is attached');
	};
	const runtime = {
		env,
		known: new KnownSecrets(),
		stdout: (lines: readonly string[]) => {
			written.stdout += lines.map(line => `${line}\n`).join('');
		},
		stdoutJson: (value: object) => {
			written.stdout += `${JSON.stringify(value, null, 2)}\n`;
		},
		stderr: (lines: readonly string[]) => {
			written.stderr += lines.map(line => `${line}\n`).join('');
		},
		official: async () => ({plugin: null, beside: nobody}),
		output: async () => ({progress: {clear() {}, note() {}, warn() {}}, end() {}, done: () => []}),
		reach: () => ({cluster: notReached, sshDefaults: notReached}),
		files: {
			read: async (path: string) => (path === './registry-options.json' ? Buffer.from(optionsFile) : null),
			refuseUnwritable: async () => {},
			makeDirectory: async () => {},
			home: '/',
		},
	} as unknown as Runtime;
	return {exitCode: await run(['registry', ...words], runtime), ...written};
}
