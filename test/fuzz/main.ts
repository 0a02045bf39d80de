import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {startSandbox} from '../sandbox/sandbox.ts';
import {createClient} from '../sandbox/sandbox-client.ts';
import {hostileRun} from './hostile-run.ts';

// `npm run fuzz [-- SECONDS [FIRST SEED]]`: commands in hostile worlds, for five minutes. What it finds comes again with its seed.

const [seconds = '300', first = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
const directory = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
const sandbox = await startSandbox({agents: 2, publicAgents: 1, directory});
const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
const until = performance.now() + Number(seconds) * 1000;
let seed = Number(first);
let found = 0;
for (; performance.now() < until; seed += 1) {
	const began = performance.now();
	const faults = await hostileRun(seed, {sandbox, client, directory}).catch(error => [
		`seed ${seed} threw ${error.stack}`,
	]);
	const took = performance.now() - began;
	if (took > 15_000) process.stdout.write(`seed ${seed} took ${Math.round(took / 1000)} s\n`);
	for (const fault of faults) process.stdout.write(`${fault}\n`);
	found += faults.length;
	await rm(path.join(directory, `seed-${seed}`), {recursive: true, force: true});
}
await sandbox.stop();
await rm(directory, {recursive: true, force: true});
process.stdout.write(`${seed - Number(first)} worlds from seed ${first}, ${found} faults\n`);
process.exitCode = found > 0 ? 1 : 0;
