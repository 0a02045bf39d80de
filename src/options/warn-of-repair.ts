import type {World} from '../world.ts';
import type {OptionsFile} from './options-file.ts';

/** Whoever copied the file has to know that other programs, `dcos package install` first of all, do not read it. */
export function warnOfRepair({path, repaired}: OptionsFile, progress: World['progress']): void {
	if (repaired !== undefined) progress.warn(`Warning: ${repairInWords(path, repaired)}`);
}

export function repairInWords(path: string, {line}: {line: number}): string {
	return `the options file ${path} has a stray quotation mark in line ${line} (as the sample in the documentation of DC/OS 1.13 to 2.2); it is read without it`;
}
