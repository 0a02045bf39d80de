import {readFile} from 'node:fs/promises';
import {eventually} from '../sandbox/eventually.ts';
import {vipHost} from '../sandbox/names.ts';
import {installRegistry, prepareRegistry} from '../sandbox/registry-setup.ts';
import {runInProcess} from '../support/in-process.ts';
import {cliEnvironment} from '../support/plugin.ts';
import type {Place} from './hostile-run.ts';
import type {Stage} from './scenes.ts';

/** Brings a cluster on which nothing was done so far; the registry keeps its packages as these options say. */
export async function bringTo(stage: Stage, {sandbox, client, directory}: Place, options: object): Promise<void> {
	if (stage === 'nothing') return;
	if (stage === 'keys') {
		const value = await readFile(sandbox.s3.credentialsFile, 'utf8');
		await client('PUT', '/secrets/v1/secret/default/dcos-registry/s3-credentials', {value});
		return;
	}
	await prepareRegistry(client, sandbox);
	if (stage === 'account') return;
	await installRegistry(client, options);
	if (stage === 'registry') return;
	await eventually('the name of the registry', () => sandbox.names.lookUp(vipHost('/dcos-registry')));
	if (stage === 'running') return;
	const words = ['trust-agents', '--config-file', sandbox.sshConfig, '--yes', '--quiet', '--require-proof'];
	const {exitCode, stderr} = await runInProcess(words, {cwd: directory, env: cliEnvironment(sandbox)});
	if (exitCode !== 0) throw new Error(`the agents do not trust the registry: ${stderr}`);
}
