import type {PluginRun} from '../../support/plugin.ts';
import type {Scene} from './scene.ts';

/** Something that makes a `storage` command end as it does, and how it ends. */
export type Cause = {
	/** What it is, in words that also name its golden file. */
	of: string;
	/** 0 where the command has to work in spite of it. */
	exitCode: number;
	words: readonly string[];
	env?: Readonly<Record<string, string | undefined>>;
	/** Makes the cause; files of the operator's directory, secrets and faults go back to what they were by themselves. */
	before?: () => unknown;
	/** How many probes cannot be taken away again, since the cause is just that; none when absent. */
	leaves?: number;
	/** What else has to hold after a command that works. */
	check?: (run: PluginRun) => unknown;
};

/** Starts what its causes have in common, and tells them. */
export type Causes = (scene: Scene) => Promise<readonly Cause[]>;

type More = Partial<Omit<Cause, 'of' | 'words'>>;

/** Refused before anything was changed, which is exit code 6 unless `more` says otherwise. */
export function refused(of: string, words: readonly string[], more: More = {}): Cause {
	return {of, words, exitCode: 6, ...more};
}

/** Done in spite of it. */
export function works(of: string, words: readonly string[], more: More = {}): Cause {
	return {of, words, exitCode: 0, ...more};
}
