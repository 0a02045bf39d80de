import type {Farm} from './farm.ts';
import {measuredRun} from './measured-run.ts';
import {spread, spreadText} from './median.ts';
import {ours} from './peers.ts';

/** What our own process takes for all agents and for one: processor time and memory. */
export async function ownSize(farm: Farm, rounds: number): Promise<void> {
	const count = farm.sandbox.mesosAgents.length;
	const all = await ours(farm);
	const one = await ours(farm, '--agent', farm.agents.agents[0]?.ip ?? '');
	const perAgent: number[] = [];
	const memory: number[] = [];
	const withoutFiles: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		await farm.reset();
		const few = await measuredRun({words: one.words, env: farm.env});
		await farm.reset();
		const many = await measuredRun({words: all.words, env: farm.env});
		if (many.exitCode !== 0)
			throw new Error(`it ended with ${many.exitCode}: ${many.stderr}${many.stdout.slice(-2000)}`);
		perAgent.push((many.own.processor - few.own.processor) / (count - 1));
		memory.push(many.own.memory);
		withoutFiles.push(many.own.withoutFiles);
		process.stderr.write(
			`round ${round + 1}: ${many.seconds.toFixed(1)} s; for one agent ${few.own.memory.toFixed(0)} MB\n`,
		);
	}
	process.stdout.write(`${count} agents, our own process without its children: median (least-most)
processor, ms for each agent more  ${spreadText(spread(perAgent))}
memory at its highest, MB          ${spreadText(spread(memory), 0)}
of it not mapped from files, MB    ${spreadText(spread(withoutFiles), 0)}
`);
}
