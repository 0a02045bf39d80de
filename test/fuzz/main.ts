import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {startSandbox} from '../sandbox/sandbox.ts';
import {createClient} from '../sandbox/sandbox-client.ts';
import {changedRun, changedWorlds} from './changed-run.ts';
import {hostileRun} from './hostile-run.ts';
import {sizedRun, sizedWorlds} from './sized-run.ts';

// `npm run fuzz [-- worlds|answers|sizes [SECONDS [FIRST SEED]]]`: for five minutes, commands in worlds that are hostile as a whole, or with one
// answer changed in its structure, or with something of any size sent to the executable, of which the smallest that is answered wrongly is told. What is found comes again with its seed.

const [kind = 'worlds', seconds = '300', first = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const directory = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
const sandbox = await startSandbox({agents: 2, publicAgents: 1, directory});
const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
const place = {sandbox, client, directory};
const until = performance.now() + Number(seconds) * 1000;
const smallest: Readonly<Record<string, (of: number) => Promise<readonly string[]>>> = {
	answers: of => smallestFault(of, changedWorlds, world => changedRun(world, place)),
	sizes: of => smallestFault(of, sizedWorlds, world => sizedRun(world, place)),
};
let seed = Number(first);
let worlds = 0;
let found = 0;
for (; performance.now() < until; seed += 1) {
	const began = performance.now();
	const faults = await (smallest[kind]?.(seed) ?? faultsOf(hostileRun(seed, place)));
	const took = performance.now() - began;
	if (kind === 'worlds' && took > 15_000) process.stdout.write(`seed ${seed} took ${Math.round(took / 1000)} s\n`);
	for (const fault of faults) process.stdout.write(`${fault}\n`);
	found += faults.length;
	worlds += kind === 'worlds' ? 1 : 0;
	await rm(path.join(directory, `seed-${seed}`), {recursive: true, force: true});
}
await sandbox.stop();
await rm(directory, {recursive: true, force: true});
process.stdout.write(`${worlds} worlds from seed ${first}, ${found} faults\n`);
process.exitCode = found > 0 ? 1 : 0;

async function faultsOf(run: Promise<readonly string[]>): Promise<readonly string[]> {
	return run.catch(error => [`seed ${seed} threw ${error.stack}`]);
}

/** Of a few worlds, the faults of the smallest that has some. */
async function smallestFault<World>(
	of: number,
	arbitrary: fc.Arbitrary<World>,
	run: (world: World) => Promise<readonly string[]>,
): Promise<readonly string[]> {
	let last: readonly string[] = [];
	const withoutFaults = fc.asyncProperty(arbitrary, async world => {
		worlds += 1;
		const faults = await faultsOf(run(world));
		if (faults.length > 0) last = faults;
		return faults.length === 0;
	});
	const {failed} = await fc.check(withoutFaults, {seed: of, numRuns: 20});
	return failed ? last : [];
}
