import {appendFile, readFile, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import pMap from 'p-map';
import {type RealAgents, type RealAgentsOptions, startRealAgents} from '../../real-agents/real-agents.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';
import {writeExecutables} from '../../support/executables.ts';
import {cliEnvironment} from '../../support/plugin.ts';

/** A cluster whose agents are real sshds, and whose Docker answers at once: what is measured is the way to them. */
export type Farm = {
	sandbox: Sandbox;
	agents: RealAgents;
	directory: string;
	registryHost: string;
	/** For whatever reaches the agents: its ssh is the real one, in their network. */
	env: Record<string, string>;
	/** Takes the trust away everywhere. */
	reset(): Promise<void>;
	/** Throws unless every one of these agents has both files. */
	verify(places: readonly number[]): Promise<void>;
	stop(): Promise<void>;
};

const registryHost = 'dcos-registry.marathon.l4lb.thisdcos.directory';

const quickDocker = `#!/bin/sh
[ "$1" = pull ] || exit 0
echo "Error response from daemon: manifest for $2 not found: manifest unknown" >&2
exit 1
`;

/** Each address under further names: a cluster of a thousand agents has its sshds on two hundred addresses here. */
function aliases(addresses: readonly string[], names: number): string {
	const each = Array.from({length: names - 1}, (_, turn) =>
		addresses.map(ip => `Host ${aliasOf(ip, turn + 1)}\n\tHostName ${ip}\n\tHostKeyAlias ${ip}\n`),
	);
	return each.flat().join('');
}

function aliasOf(ip: string, turn: number): string {
	return turn === 0 ? ip : ip.replace('192.0.2.', `198.51.${turn}.`);
}

export async function startFarm(
	directory: string,
	count: number,
	{names = 1, ...more}: Pick<RealAgentsOptions, 'proxyDelay'> & {names?: number} = {},
): Promise<Farm> {
	const sandbox = await startSandbox({directory: join(directory, 'sandbox'), agents: count * names, machines: false});
	const caBundle = await readFile(sandbox.caFile, 'utf8');
	const agents = await startRealAgents({
		directory: join(directory, 'agents'),
		caBundle,
		issue: sandbox.issue,
		host: registryHost,
		agents: Array.from({length: count}, () => ({docker: 'stub'}) as const),
		...more,
	});
	const addresses = agents.agents.map(({ip}) => ip);
	// what agents of CentOS and RHEL agree on; the order of OpenSSH 9 costs the client seven times as much
	await appendFile(agents.sshConfig, 'Host *\n\tKexAlgorithms curve25519-sha256\n');
	if (names > 1) await appendFile(agents.sshConfig, aliases(addresses, names));
	for (const [index, known] of sandbox.mesosAgents.entries()) {
		known.ip = aliasOf(addresses[index % count] ?? '', Math.floor(index / count));
	}
	const docker = async (path: string) => {
		await rm(path, {force: true});
		await writeExecutables(dirname(path), {docker: quickDocker});
	};
	await pMap(agents.agents, agent => docker(agent.path('/usr/bin/docker')), {concurrency: 16});
	const certsD = agents.agents.map(agent => agent.path('/etc/docker/certs.d'));
	return {
		sandbox,
		agents,
		directory,
		registryHost,
		env: {...cliEnvironment(sandbox), HOME: directory, PATH: `${agents.path}:${process.env.PATH}`},
		reset: async () => void (await pMap(certsD, path => rm(path, {recursive: true, force: true}), {concurrency: 16})),
		async verify(places) {
			for (const place of places) {
				for (const name of [registryHost, `${registryHost}:443`]) {
					const found = await readFile(join(certsD[place] ?? '', name, 'ca.crt'), 'utf8');
					if (found !== caBundle) throw new Error(`agent ${place} has another ca.crt for ${name}`);
				}
			}
		},
		async stop() {
			await agents.stop();
			await sandbox.stop();
		},
	};
}
