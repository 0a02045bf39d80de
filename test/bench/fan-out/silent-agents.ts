import type {Farm} from './farm.ts';
import {measuredRun} from './measured-run.ts';
import {spread, spreadText} from './median.ts';
import {ours} from './peers.ts';

const limit = 6;

/** Two agents that take the connection and say nothing, the first in the list, at eight at once. */
export async function silentAgents(farm: Farm, rounds: number): Promise<void> {
	const words = ['--agent-timeout', `${limit}s`, '--parallel', '8'];
	const [first, second] = farm.agents.agents;
	const healthy: number[] = [];
	const silent: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		for (const fault of [undefined, 'silent'] as const) {
			await first?.setFault(fault);
			await second?.setFault(fault);
			await farm.reset();
			const run = await measuredRun({words: (await ours(farm, ...words)).words, env: farm.env});
			if (run.exitCode !== (fault ? 5 : 0)) throw new Error(`it ended with ${run.exitCode}: ${run.stdout}`);
			await farm.verify(farm.agents.agents.slice(2).map((_, place) => place + 2));
			(fault ? silent : healthy).push(run.seconds);
		}
	}
	process.stdout.write(`${farm.agents.agents.length} agents, 8 at once, seconds: median (least-most)
all well                                   ${spreadText(spread(healthy))}
two silent, each given up after ${limit} s        ${spreadText(spread(silent))}
`);
}
