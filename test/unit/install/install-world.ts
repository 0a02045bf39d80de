import type {InstallRequest} from '../../../src/install/request.ts';
import type {Around} from '../../../src/install/step.ts';
import {createJournal} from '../../../src/install/undo.ts';
import type {World} from '../../../src/world.ts';
import {nextPrivateKey} from '../../support/private-keys.ts';
import {request} from './first-findings.ts';
import {type MemoryCluster, memoryCluster} from './memory-cluster.ts';
import {recordedProgress} from './recorded-step.ts';
import {type StillClock, stillClock} from './still-clock.ts';

type Traits = {
	memory?: MemoryCluster;
	/** The options file's text; null for none. */
	options?: string | null;
	confirm?: World['confirm'];
	interrupted?: AbortSignal;
	onSleep?: (now: number) => void;
};

export type InstallWorld = MemoryCluster & {
	world: World;
	/** What the progress was told. */
	lines: readonly string[];
	/** What was asked, a line each. */
	questions: readonly string[];
	clock: StillClock;
};

/** A world in memory, with what was done in it. */
export function installWorld(traits: Traits = {}): InstallWorld {
	const {memory = memoryCluster(), options = '{}', interrupted = new AbortController().signal} = traits;
	const {progress, lines} = recordedProgress();
	const questions: string[] = [];
	const clock = stillClock(traits.onSleep);
	const world = {
		clock,
		interrupted,
		newPrivateKey: nextPrivateKey,
		progress,
		files: {read: async () => (options === null ? null : Buffer.from(options))},
		async confirm(...asked: Parameters<World['confirm']>) {
			questions.push(...asked[0]);
			await traits.confirm?.(...asked);
		},
		cluster: async () => memory.cluster,
	};
	return {...memory, world: world as unknown as World, lines, questions, clock};
}

/** What a step gets around it, in such a world. */
export function stepAround(traits: Traits = {}, over: Partial<InstallRequest> = {}): InstallWorld & {around: Around} {
	const inMemory = installWorld(traits);
	const {cluster, world} = inMemory;
	const around = {request: {...request, ...over}, cluster, world, journal: createJournal(), until: 60_000};
	return {...inMemory, around};
}
