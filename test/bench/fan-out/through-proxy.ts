import type {Farm} from './farm.ts';
import {measuredRun} from './measured-run.ts';
import {spread, spreadText} from './median.ts';
import {ours} from './peers.ts';

/** A proxy 50 ms away with sshd's own limits: how many agents are lost by ours, and by a login through it for each. */
export async function throughProxy(farm: Farm, rounds: number): Promise<void> {
	const {agents, proxy, sshConfig} = farm.agents;
	process.stdout.write(
		`${agents.length} agents through a proxy 50 ms away: seconds, median (least-most), and agents lost\n`,
	);
	for (const parallel of ['32', '64']) {
		const own = await ours(farm, '--proxy-ip', proxy.address, '--parallel', parallel);
		const each = ['-P', parallel, '-I{}', 'ssh', '-F', sshConfig, '-J', proxy.address, '{}'];
		const hosts = agents.map(({ip}) => `${ip}\n`).join('');
		const jump = ['sh', '-c', `xargs "$@" 'echo well'`, 'sh', ...each];
		const lost: Record<string, number[]> = {ours: [], jump: []};
		const seconds: Record<string, number[]> = {ours: [], jump: []};
		for (let round = 0; round < rounds; round += 1) {
			await farm.reset();
			const run = await measuredRun({words: own.words, env: farm.env});
			lost.ours?.push(agents.length - (await trusted(farm)));
			seconds.ours?.push(run.seconds);
			const peer = await measuredRun({words: jump, input: hosts, env: farm.env});
			lost.jump?.push(agents.length - (peer.stdout.match(/^well$/gm)?.length ?? 0));
			seconds.jump?.push(peer.seconds);
		}
		for (const [name, label] of [
			['ours', 'dcos registry'],
			['jump', 'xargs ssh -J (echo only)'],
		] as const) {
			const all = lost[name] ?? [];
			process.stdout.write(
				`${parallel} at once  ${label.padEnd(26)} ${spreadText(spread(seconds[name] ?? []))}  lost ${all.join(', ')}\n`,
			);
		}
	}
}

async function trusted(farm: Farm): Promise<number> {
	const found = await Promise.all(
		farm.agents.agents.map((_, place) =>
			farm.verify([place]).then(
				() => 1,
				() => 0,
			),
		),
	);
	return found.filter(each => each === 1).length;
}
