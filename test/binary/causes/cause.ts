import type {PluginRun} from '../../support/plugin.ts';
import type {Scene} from './scene.ts';

/** Something that makes a command end as it does, and how it ends. */
export type Cause = {
	/** What it is, in words that also name its golden file. */
	of: string;
	/** Whether the command refuses because of it, does its work in spite of it, or only tells what it sees. */
	ending: 'refused' | 'works' | 'looks';
	exitCode: number;
	/** The verb comes first. */
	words: readonly string[];
	env?: Readonly<Record<string, string | undefined>>;
	/** Makes the cause; it is taken back by itself, whatever of the sandbox or the operator's directory it changes. */
	before?: () => unknown;
	/** How many probes cannot be taken away again, since the cause is just that; none when absent. */
	leaves?: number;
	/** What else has to hold after a command that works. */
	check?: (run: PluginRun) => unknown;
};

/** Starts what its causes have in common, and tells them. */
export type Causes = (scene: Scene) => Promise<readonly Cause[]>;

type More = Partial<Omit<Cause, 'of' | 'words' | 'ending'>>;

/** Refused before anything was changed, which is exit code 6 unless `more` says otherwise. */
export function refused(of: string, words: readonly string[], more: More = {}): Cause {
	return {of, words, ending: 'refused', exitCode: 6, ...more};
}

/** Done in spite of it. */
export function works(of: string, words: readonly string[], more: More = {}): Cause {
	return {of, words, ending: 'works', exitCode: 0, ...more};
}

/** Nothing is done, whatever is found: exit code 3 where there is something to do, unless `more` says otherwise. */
export function looks(of: string, words: readonly string[], more: More = {}): Cause {
	return {of, words, ending: 'looks', exitCode: 3, ...more};
}
