import type {OptionsChange} from '../storage/options-change.ts';

/** "created", "would be created"; what stays as it is, is "unchanged" either way. */
export function changeInWords(state: string, dryRun: boolean): string {
	return state === 'unchanged' || !dryRun ? state : `would be ${state}`;
}

/** What became of the options file, and a line for each option that gave way to the storage that was chosen. */
export function optionsInWords({path, state, removed, movedTo}: OptionsChange, dryRun: boolean): string[] {
	const moved =
		movedTo === null
			? []
			: [
					`          the service's options ${dryRun ? 'would go' : 'went'} to ${movedTo}, where this version of the package reads them`,
				];
	const gone = removed.map(key => `          ${key} ${changeInWords('removed', dryRun)}: ${reasonFor(key)}`);
	return [`options   ${path} ${changeInWords(state, dryRun)}`, ...moved, ...gone];
}

function reasonFor(key: string): string {
	return key.endsWith('.instances') ? 'only s3 can be shared by several' : 'there is exactly one storage';
}
