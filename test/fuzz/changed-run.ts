import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type {SshJob, SshOutcome} from '../../src/ssh/ssh.ts';
import type {Clock, Runtime} from '../../src/world.ts';
import {registryOptions} from '../sandbox/registry-setup.ts';
import {runInProcess} from '../support/in-process.ts';
import {cliEnvironment} from '../support/plugin.ts';
import {changedAnswer, changedOutcome, kinds} from './changed-answer.ts';
import type {Place} from './changed-text.ts';
import {faultsInOutput} from './forged.ts';
import type {Place as Surroundings} from './hostile-run.ts';
import {formats, scenesOf} from './scenes.ts';
import {serverBefore} from './server-before.ts';
import {bringTo} from './staged.ts';

/** One command, and the one answer that it gets changed. All numbers begin anew where there are no more. */
export type ChangedWorld = Place & {
	scene: number;
	format: number;
	/** Which of the answers of the cluster, the store and the agents, in their order. */
	answer: number;
	/** The same request is answered like that from then on. */
	always: boolean;
};

export const changedWorlds: fc.Arbitrary<ChangedWorld> = fc.record({
	scene: fc.nat({max: 13}),
	format: fc.nat({max: formats.length - 1}),
	answer: fc.nat({max: 40}),
	always: fc.boolean(),
	place: fc.nat({max: 300}),
	kind: fc.nat({max: kinds - 1}),
});

const answersOf = new Map<number, number>();

/** What the command did wrong, in words; empty where it did nothing wrong. */
export async function changedRun(world: ChangedWorld, around: Surroundings): Promise<readonly string[]> {
	const known = answersOf.get(world.scene) ?? (await answersIn(world, around));
	answersOf.set(world.scene, known);
	const {faults, words} = await played(world.answer % Math.max(1, known), world, around);
	return faults.map(fault => `${JSON.stringify(world)}: ${fault}\n\t${words.join(' ')}`);
}

/** How many answers its command gets. Throws where it does not end as it should: then nothing could be told from a change. */
async function answersIn(world: ChangedWorld, around: Surroundings): Promise<number> {
	const {answers, ends, exitCode, words} = await played(null, {...world, format: 0}, around);
	if (exitCode !== ends) throw new Error(`${words.join(' ')} ended with ${exitCode}`);
	return answers;
}

/** `at` null: nothing is changed. */
async function played(at: number | null, world: ChangedWorld, around: Surroundings) {
	const {sandbox, directory} = around;
	await sandbox.reset();
	const home = path.join(directory, 'changed');
	await rm(home, {recursive: true, force: true});
	await mkdir(home, {recursive: true});
	let answers = 0;
	let begun = false;
	let changed: string | null = null;
	const isChanged = (request: string) => {
		if (!begun) return false;
		if (answers++ !== at) return world.always && changed === request;
		changed = request;
		return true;
	};
	const before = (target: string) =>
		serverBefore(sandbox, target, async ({method, url}, real) => {
			const answer = await real();
			return isChanged(`${method} ${url}`) ? changedAnswer(answer, world) : answer;
		});
	const cluster = await before(sandbox.url);
	const store = await before(sandbox.s3.endpoint);
	const silent: string[] = [];
	const overSsh = (job: SshJob, outcome: SshOutcome) => {
		const shown = isChanged(`${job.address} ${job.input.length}`) ? changedOutcome(outcome, world) : outcome;
		if (/\nwork\(\) \{ if look_at_ca/.test(job.input) && !saysAll(shown.stdout, job)) silent.push(job.address);
		return shown;
	};
	try {
		const scenes = scenesOf(sandbox, store.url);
		const scene = scenes[world.scene % scenes.length] ?? {stage: 'nothing', words: [], ends: 2};
		const own = registryOptions(sandbox);
		const options = JSON.stringify(own).replaceAll(sandbox.s3.endpoint, store.url);
		// a registry that only runs for its agents is left alone with its store
		const itsOptions = scene.words[0] === 'trust-agents' ? own : (JSON.parse(options) as object);
		await bringTo(scene.stage, around, itsOptions);
		await writeFile(path.join(home, 'registry-options.json'), options);
		const words = [...scene.words, ...(scene.words[0] === '__complete-agents' ? [] : (formats[world.format] ?? []))];
		const env = {...cliEnvironment(sandbox), DCOS_URL: cluster.url, DCOS_TIMEOUT: '5'};
		begun = true;
		const ended = await runInProcess(words, {cwd: home, env}, runtime => ({
			...runtime,
			clock: quickClock(),
			reach: log => withChangedSsh(runtime.reach(log), overSsh),
		}));
		const claims = words.includes('--require-proof') && ended.exitCode === 0 && silent.length > 0;
		return {
			words,
			answers,
			ends: scene.ends,
			exitCode: ended.exitCode,
			faults: [
				...faultsInOutput(ended),
				...faultsInJson(ended, words),
				...(claims ? [`all is proved, and ${silent.join(', ')} did not say so`] : []),
			],
		};
	} finally {
		await cluster.stop();
		await store.stop();
	}
}

function faultsInJson({stdout, stderr}: {stdout: string; stderr: string}, words: readonly string[]): string[] {
	const documents = [
		...(words.includes('--json') ? [stdout] : []),
		...(words.includes('--events') ? stderr.split('\n').filter(line => line.startsWith('{')) : []),
	];
	return documents.flatMap(text => {
		try {
			JSON.parse(text);
			return [];
		} catch {
			return [`no JSON: ${JSON.stringify(text.slice(0, 200))}`];
		}
	});
}

/** Whether the answer has a word about each file, and one of Docker about each name. */
function saysAll(stdout: string, {input}: SshJob): boolean {
	const registries = /^registries='(.*)'$/m.exec(input)?.[1]?.split(' ') ?? [];
	const lines = stdout.split('\n').slice(0, -1);
	const said = (verb: string, registry: string, words: RegExp) =>
		lines.some(line => line.includes(` ${verb} ${registry} `) && words.test(line));
	return registries.every(
		registry => said('file', registry, / (?:right|written)\r?$/) && said('proof', registry, / \d+\r?$/),
	);
}

type Reach = ReturnType<Runtime['reach']>;

function withChangedSsh(reach: Reach, change: (job: SshJob, outcome: SshOutcome) => SshOutcome): Reach {
	return {
		...reach,
		async openSsh(...way) {
			const session = await reach.openSsh(...way);
			if (!('run' in session)) return session;
			return {...session, run: async job => change(job, await session.run(job)), close: () => session.close()};
		},
	};
}

/** Whoever sleeps has slept at once. */
function quickClock(): Clock {
	let slept = 0;
	return {
		now: () => Date.now() + slept,
		elapsed: () => performance.now() + slept,
		async sleep(milliseconds) {
			slept += milliseconds;
			await new Promise(resolve => setImmediate(resolve));
		},
	};
}
