import {once} from 'node:events';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {type Sandbox, startSandbox} from './sandbox.ts';

const temporary = join(import.meta.dirname, '..', '..', '.tmp');
const lifetime = 5 * 24 * 60 * 60;

async function run(version: string | undefined): Promise<void> {
	await mkdir(temporary, {recursive: true});
	const directory = await mkdtemp(join(temporary, 'sandbox-'));
	const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)));
	try {
		const sandbox = await startSandbox({directory, version});
		const tokenFile = join(directory, 'token');
		await writeFile(tokenFile, await sandbox.tokenFor(sandbox.login.uid, lifetime), {mode: 0o600});
		process.stdout.write(howToUse(sandbox, tokenFile));
		await interrupted;
		process.stdout.write('\nStopping the sandbox …\n');
		await sandbox.stop();
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

function howToUse({url, version, caFile, login, s3, sshConfig, agents}: Sandbox, tokenFile: string): string {
	return `A DC/OS ${version} cluster with ${agents.agents.length} agents (${agents.way}) runs at ${url}

Attach the dcos command line to it:

    dcos cluster setup ${url} --ca-certs=${caFile} \\
        --username=${login.uid} --password-file=${login.passwordFile}

    (its last step fetches the core plugin from the internet: the cluster is attached even where that fails)

Or use the plugin without it:

    export DCOS_URL=${url}
    export DCOS_TLS_CA_PATH=${caFile}
    export DCOS_ACS_TOKEN=$(cat ${tokenFile})

Storage for the registry:

    bucket ${s3.bucket} at ${s3.endpoint}, region ${s3.region}
    export AWS_SHARED_CREDENTIALS_FILE=${s3.credentialsFile}

The agents, over SSH:

    ssh -F ${sshConfig} ${agents.agents[0]?.ip ?? ''} docker version

Ctrl-C stops the sandbox and removes its files.
`;
}

type Arguments = {version: string | undefined};

/** Throws for a wrong command line. */
function readArguments(): Arguments {
	const {values} = parseArgs({options: {'dcos-version': {type: 'string'}}});
	const version = values['dcos-version'];
	if (version === undefined || /^\d+\.\d+(\.\d+)?$/.test(version)) return {version};
	throw new Error(`--dcos-version takes a version such as 1.12.3 or 2.2.1, not "${version}"`);
}

function argumentsOrRefusal(): Arguments | undefined {
	try {
		return readArguments();
	} catch (error) {
		process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
		return undefined;
	}
}

const asked = argumentsOrRefusal();
if (asked) await run(asked.version);
else process.exitCode = 2;
