import type {OptionsChange} from '../storage/options-change.ts';

/** "created", "would be created"; what stays as it is, is "unchanged" either way. */
export function changeInWords(state: string, dryRun: boolean): string {
	return state === 'unchanged' || !dryRun ? state : `would be ${state}`;
}

/** What became of the options file, and a line for each thing in it that gave way or moved. */
export function optionsInWords(change: OptionsChange, dryRun: boolean): string[] {
	const {path, state, repaired, removed, movedTo} = change;
	const moved =
		movedTo === null
			? []
			: [
					`          the service's options ${dryRun ? 'would go' : 'went'} to ${movedTo}, where this version of the package reads them`,
				];
	const gone = removed.map(key => `          ${key} ${changeInWords('removed', dryRun)}: ${reasonFor(key)}`);
	return [`options   ${path} ${changeInWords(state, dryRun)}`, ...mendedInWords(repaired, dryRun), ...moved, ...gone];
}

function mendedInWords(repaired: OptionsChange['repaired'], dryRun: boolean): string[] {
	if (repaired === undefined) return [];
	const reason = `nothing ${dryRun ? 'is' : 'was'} in it but a stray quotation mark`;
	return [`          line ${repaired.line} ${changeInWords('removed', dryRun)}: ${reason}`];
}

function reasonFor(key: string): string {
	return key.endsWith('.instances') ? 'only s3 can be shared by several' : 'there is exactly one storage';
}
