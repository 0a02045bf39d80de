import {writeFile} from 'node:fs/promises';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {tinyFileSystem} from '../../real-agents/tiny-image.ts';

/** Runs a shell command as root on an agent. Throws unless it ends well. */
export async function surely({name, run}: Pick<RealAgent, 'name' | 'run'>, command: string): Promise<string> {
	const {code, stdout, stderr} = await run(command);
	if (code !== 0) throw new Error(`${name} could not do "${command}": ${stderr}${stdout}`);
	return stdout;
}

/** Starts a container from an image that comes from no registry, as a service of the cluster that was there before. */
export async function startService(agent: RealAgent): Promise<void> {
	await writeFile(agent.path('/tmp/tiny.tar'), await tinyFileSystem());
	await surely(agent, 'docker import /tmp/tiny.tar service:1 && rm /tmp/tiny.tar');
	await surely(
		agent,
		'docker run --detach --name service --restart always --network none --stop-signal KILL service:1 sleep infinity',
	);
}

/** When its process began, as Docker has it. Throws where it does not run. */
export async function startOfService(agent: RealAgent): Promise<string> {
	const state = await surely(
		agent,
		`docker inspect --format '{{.State.Running}} {{.State.StartedAt}} {{.State.Pid}}' service`,
	);
	if (!state.startsWith('true ')) throw new Error(`the service of ${agent.name} does not run: ${state}`);
	return state.trim();
}
