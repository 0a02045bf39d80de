import {UserError} from './errors.ts';
import {type ExitCode, exitCodes} from './exit-codes.ts';

export type Description = {
	exitCode: ExitCode;
	message: string;
	details: readonly string[];
	hint: string | null;
};

/** What the user is told of anything that was thrown. A defect of ours is said to be one, without its stack. */
export function describe(error: unknown): Description {
	if (error instanceof UserError) {
		return {exitCode: error.exitCode, message: error.message, details: error.details, hint: error.hint ?? null};
	}
	const name = error instanceof Error ? error.name : typeof error;
	const message = error instanceof Error ? error.message : String(error);
	return {
		exitCode: exitCodes.failed,
		message: `a defect in dcos-registry stopped the command (${name}: ${message})`,
		details: [],
		hint: 'run the command again with -vv and keep the output; every step is safe to repeat',
	};
}

/** The lines for stderr: what failed, the details, the next command. Each is one line where it is shown, whatever stands in it. */
export function inWords({message, details, hint}: Description): string[] {
	return [`Error: ${message}`, ...details.map(detail => `  ${detail}`), ...(hint === null ? [] : [`Hint: ${hint}`])];
}
