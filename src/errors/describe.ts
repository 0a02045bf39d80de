import {UserError} from './errors.ts';
import {type ExitCode, exitCodes} from './exit-codes.ts';

export type Description = {
	exitCode: ExitCode;
	message: string;
	details: readonly string[];
	hint: string | null;
};

/** What the user is told of anything that was thrown. A defect of ours is said to be one, without its stack, with what was done before it. */
export function describe(error: unknown, done: readonly string[] = []): Description {
	if (error instanceof UserError) {
		return {exitCode: error.exitCode, message: error.message, details: error.details, hint: error.hint ?? null};
	}
	return {
		exitCode: exitCodes.failed,
		message: `a defect in dcos-registry stopped the command (${thrown(error)})`,
		details: done,
		hint: afterDefect,
	};
}

export const afterDefect = 'run the command again with -vv and keep the output; every step is safe to repeat';

/** Its name and message, e.g. TypeError: x is not a function */
export function thrown(error: unknown): string {
	return error instanceof Error ? `${error.name}: ${error.message}` : `${typeof error}: ${String(error)}`;
}

/** The lines for stderr: what failed, the details, the next command. Each is one line where it is shown, whatever stands in it. */
export function inWords({message, details, hint}: Description): string[] {
	return [`Error: ${message}`, ...details.map(detail => `  ${detail}`), ...(hint === null ? [] : [`Hint: ${hint}`])];
}

/** With `--json`, in place of a result. */
export function errorDocument(description: Description): {schema: string} & Description {
	return {schema: 'dcos-registry/error/v1', ...description};
}
