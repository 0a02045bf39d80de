import type {Farm} from './farm.ts';
import {measuredRun} from './measured-run.ts';
import {spread, spreadText} from './median.ts';
import {ansible, ours, type Peer, peers} from './peers.ts';

/** Those that start a login for each agent and nothing else. */
export async function againstPeers(farm: Farm, rounds: number): Promise<void> {
	await compare(farm, peers(farm), rounds);
}

/** Minutes for what the others do in seconds, so that it is measured by itself. */
export async function againstAnsible(farm: Farm, rounds: number): Promise<void> {
	await compare(farm, ansible(farm), rounds);
}

/** Wall time of each way in turns, ratios to ours within each round. */
async function compare(farm: Farm, others: readonly Peer[], rounds: number): Promise<void> {
	const own = await ours(farm);
	const times = new Map<string, number[]>([own, ...others].map(each => [each.name, []]));
	const ratios = new Map<string, number[]>(others.map(each => [each.name, []]));
	for (let round = 0; round < rounds; round += 1) {
		const seconds = await timed(farm, own);
		times.get(own.name)?.push(seconds);
		for (const peer of others) {
			const theirs = await timed(farm, peer);
			times.get(peer.name)?.push(theirs);
			ratios.get(peer.name)?.push(seconds / theirs);
		}
		const last = [...times].map(([name, all]) => `${name} ${all.at(-1)?.toFixed(2)}`);
		process.stderr.write(`round ${round + 1} of ${rounds}: ${last.join(', ')}\n`);
	}
	process.stdout.write(`${farm.agents.agents.length} agents, seconds: median (least-most)\n`);
	for (const [name, all] of times) {
		const ratio = ratios.get(name);
		const against = ratio === undefined ? '' : `  ours / it ${spreadText(spread(ratio))} in ${ratio.length} rounds`;
		process.stdout.write(`${name.padEnd(14)} ${spreadText(spread(all))}${against}\n`);
	}
}

async function timed(farm: Farm, {name, words, input = '', env = {}}: Peer): Promise<number> {
	await farm.reset();
	const run = await measuredRun({words, input, env: {...farm.env, ...env}});
	if (run.exitCode !== 0)
		throw new Error(`${name} ended with ${run.exitCode}: ${run.stderr.slice(0, 2000)}${run.stdout.slice(-2000)}`);
	await farm.verify(farm.agents.agents.map((_, place) => place));
	return run.seconds;
}
