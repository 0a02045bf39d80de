import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {World} from '../world.ts';
import type {Findings} from './preflight.ts';
import type {InstallRequest} from './request.ts';
import type {Journal} from './undo.ts';

export type StepReport = {
	step: 'package source' | 'service account' | 'package' | 'health' | 'repository';
	what: string;
	state: 'unchanged' | 'done' | 'would be done' | 'left out';
};

export type Around = {
	request: InstallRequest;
	cluster: ClusterApis;
	world: World;
	journal: Journal;
	/** When waiting ends, by the clock's `elapsed`. */
	until: number;
};

/** One step of an installation: looks, does what is left, and says which it was. Safe to repeat. */
export type Perform = (findings: Findings, around: Around) => Promise<StepReport>;
