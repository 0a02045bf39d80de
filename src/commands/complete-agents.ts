import type {Runtime} from '../world.ts';

/**
 * What a shell offers for an agent: an address or a host name a line, each once; host names alone where `kind` says so. Empty where the cluster cannot be asked: there
 * is nobody to read an error while a command line is typed. A name that means something to a shell is left out. DCOS_TIMEOUT limits the request.
 */
export async function agentNames(kind: string | undefined, runtime: Runtime): Promise<string[]> {
	try {
		const {mesos} = await runtime.reach(() => {}).cluster();
		const {agentsIn} = await import('../agents/list-agents.ts');
		const {isPlain} = await import('../agents/agent-name.ts');
		const names = agentsIn(await mesos.agents()).flatMap(({address, hostname}) =>
			kind === 'hostname' ? [hostname] : [address, hostname],
		);
		return [...new Set(names)].filter(isPlain);
	} catch {
		return [];
	}
}
