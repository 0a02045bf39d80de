import {pasteable} from '../errors/command-line.ts';
import type {DiskReport} from '../storage/set-disk.ts';
import {optionsInWords} from './storage-text.ts';

/** What stands on stdout after a storage on an agent's disk was chosen. */
export function diskLines(storage: string, {dryRun, optionsFile, unusedSecret}: DiskReport): string[] {
	return [
		...(optionsFile.state === 'unchanged' ? ['Nothing to do: the storage is set like this already.'] : []),
		`storage   ${storage}`,
		...optionsInWords(optionsFile, dryRun),
		...(unusedSecret === null
			? []
			: [
					`secret    ${unusedSecret} stays; if no registry uses it: ${pasteable`dcos security secrets delete ${unusedSecret}`}`,
				]),
		pasteable`next      dcos registry install --options ${optionsFile.path}`,
	];
}
