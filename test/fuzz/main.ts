import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {startSandbox} from '../sandbox/sandbox.ts';
import {createClient} from '../sandbox/sandbox-client.ts';
import {type ChangedWorld, changedRun, changedWorlds} from './changed-run.ts';
import {hostileRun} from './hostile-run.ts';

// `npm run fuzz [-- worlds|answers [SECONDS [FIRST SEED]]]`: for five minutes, commands in worlds that are hostile as a whole, or with one
// answer changed in its structure, of which the smallest that is answered wrongly is told. What is found comes again with its seed.

const [kind = 'worlds', seconds = '300', first = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const directory = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
const sandbox = await startSandbox({agents: 2, publicAgents: 1, directory});
const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
const place = {sandbox, client, directory};
const until = performance.now() + Number(seconds) * 1000;
let seed = Number(first);
let worlds = 0;
let found = 0;
for (; performance.now() < until; seed += 1) {
	const began = performance.now();
	const faults = kind === 'answers' ? await smallestFault(seed) : await faultsOf(hostileRun(seed, place));
	const took = performance.now() - began;
	if (kind !== 'answers' && took > 15_000) process.stdout.write(`seed ${seed} took ${Math.round(took / 1000)} s\n`);
	for (const fault of faults) process.stdout.write(`${fault}\n`);
	found += faults.length;
	worlds += kind === 'answers' ? 0 : 1;
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
async function smallestFault(of: number): Promise<readonly string[]> {
	let last: readonly string[] = [];
	const withoutFaults = fc.asyncProperty(changedWorlds, async (world: ChangedWorld) => {
		worlds += 1;
		const faults = await faultsOf(changedRun(world, place));
		if (faults.length > 0) last = faults;
		return faults.length === 0;
	});
	const {failed} = await fc.check(withoutFaults, {seed: of, numRuns: 20});
	return failed ? last : [];
}
