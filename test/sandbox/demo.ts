import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {cliEnvironment, packagedPlugin, runPlugin} from '../support/plugin.ts';
import {type Sandbox, startSandbox} from './sandbox.ts';

const project = path.join(import.meta.dirname, '..', '..');
const image = 'dcos-registry.marathon.l4lb.thisdcos.directory/team/app:1.0';

/** The main job of an operator, done by the packaged binary on a sandbox: exit 0 only when every step ended as it should. */
async function demo(): Promise<void> {
	const started = Date.now();
	say('Building the plugin …');
	const binary = await packagedPlugin();
	const scratch = path.join(project, '.tmp');
	await mkdir(scratch, {recursive: true});
	const directory = await mkdtemp(path.join(scratch, 'demo-'));
	try {
		const sandbox = await startSandbox({directory});
		try {
			await mainJob({sandbox, binary, directory});
		} finally {
			await sandbox.stop();
		}
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
	say(`\nThe sandbox and its files are gone again. It took ${Math.round((Date.now() - started) / 1000)} s.`);
}

type Setting = {sandbox: Sandbox; binary: string; directory: string};

async function mainJob(setting: Setting): Promise<void> {
	const {sandbox} = setting;
	const {s3, agents, caFile, sshConfig} = sandbox;
	head('A DC/OS 2.2.1 cluster that has no package registry');
	say(`cluster  ${sandbox.url}, strict, with a CA of its own`);
	say(`agents   ${agents.agents.map(agent => `${agent.ip}${agent.public ? ' (public)' : ''}`).join(', ')}`);
	say(`         reached over SSH; each has a root of its own (${agents.way}) and a Docker that does TLS`);
	say(`storage  ${s3.endpoint}, an S3 service that verifies every signature`);

	const storage = [
		'storage',
		's3',
		'--bucket',
		s3.bucket,
		'--path',
		'demo',
		'--endpoint',
		s3.endpoint,
		'--endpoint-ca',
		caFile,
	];
	const storageWords = [...storage, '--credentials', s3.credentialsFile, '--profile', 'registry'];
	const trustWords = ['trust-agents', '--config-file', sshConfig, '--yes'];

	head('1. Where the packages are kept');
	await command(setting, storageWords);
	say(
		`\nThe secret store now holds, readable by the service dcos-registry alone, one profile of ${await profileCount(s3.credentialsFile)}:`,
	);
	say(indented(shapeOf(sandbox.secrets.secrets.get('dcos-registry/s3-credentials')?.value.toString() ?? '')));

	head('2. The registry itself');
	await command(setting, ['install']);
	const app = sandbox.apps.get('/dcos-registry');
	say(
		`\nMarathon runs /dcos-registry: ${String(app?.definition.instances)} instances, ${String(app?.definition.mem)} MB each.`,
	);
	say(
		`Cosmos reads packages from, in this order: ${sandbox
			.repositories()
			.map(each => each.name)
			.join(', ')}.`,
	);

	head('3. Every Docker daemon trusts it');
	await pull(sandbox, 'x509: certificate signed by unknown authority');
	await command(setting, trustWords);
	await pull(sandbox, 'manifest unknown');
	say('(That image does not exist; Docker was told so by the registry, which it now trusts.)');

	head('4. The same again changes nothing');
	const before = JSON.stringify(await sandbox.state());
	for (const words of [storageWords, ['install'], trustWords])
		await command(setting, [...words, '--quiet'], /Nothing to do/);
	if (JSON.stringify(await sandbox.state()) !== before) throw new Error('the second run changed the cluster');
}

async function command({sandbox, binary, directory}: Setting, words: readonly string[], expected = /./): Promise<void> {
	say(`\n$ dcos registry ${words.map(word => word.replace(`${directory}/`, '')).join(' ')}`);
	const {exitCode, stdout, stderr} = await runPlugin(binary, words, {cwd: directory, env: cliEnvironment(sandbox)});
	process.stdout.write(`${stderr}${stdout}`.replaceAll(`${directory}/`, ''));
	if (exitCode !== 0 || !expected.test(stdout)) throw new Error(`that ended with exit code ${exitCode}`);
}

async function pull({agents}: Sandbox, expected: string): Promise<void> {
	const [agent] = agents.agents;
	const result = await agent?.run(`docker pull ${image}`);
	say(`\nagent ${agent?.ip}$ docker pull ${image}\n${result?.stdout}${result?.stderr.trimEnd()}`);
	if (!result?.stderr.includes(expected)) throw new Error(`Docker should have said "${expected}"`);
}

function shapeOf(credential: string): string {
	return credential.replaceAll(/(aws_secret_access_key\s*=\s*).*/g, '$1[redacted]').trimEnd();
}

async function profileCount(file: string): Promise<number> {
	return (await readFile(file, 'utf8')).match(/^\[/gm)?.length ?? 0;
}

function indented(text: string): string {
	return text.replaceAll(/^/gm, '    ');
}

function head(text: string): void {
	say(`\n=== ${text}`);
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

await demo();
