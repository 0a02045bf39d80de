import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {againstAnsible, againstPeers} from './fan-out/against-peers.ts';
import {type Farm, startFarm} from './fan-out/farm.ts';
import {ownSize} from './fan-out/own-size.ts';
import {silentAgents} from './fan-out/silent-agents.ts';
import {throughProxy} from './fan-out/through-proxy.ts';

/** What each needs of the agents. */
const benches: Record<
	string,
	{agents: number; names?: number; proxyDelay?: number; run: (farm: Farm, rounds: number) => Promise<void>}
> = {
	peers: {agents: 200, run: againstPeers},
	ansible: {agents: 200, run: againstAnsible},
	proxy: {agents: 200, proxyDelay: 25, run: throughProxy},
	silent: {agents: 22, run: silentAgents},
	size: {agents: 200, names: 5, run: ownSize},
};

const [name = '', rounds = '', agents = ''] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
	process.stderr.write(`usage: fan-out.ts ${Object.keys(benches).join('|')} [rounds] [agents]\n`);
	process.exitCode = 2;
} else {
	const directory = await mkdtemp(join(tmpdir(), 'fan-out-'));
	await Promise.all(['sandbox', 'agents'].map(each => mkdir(join(directory, each))));
	const {proxyDelay = 0, names = 1} = bench;
	const farm = await startFarm(directory, Number(agents) || bench.agents, {proxyDelay, names});
	try {
		await bench.run(farm, Number(rounds) || 15);
	} finally {
		await farm.stop();
		await rm(directory, {recursive: true, force: true});
	}
}
