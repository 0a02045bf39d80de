import {type ExitCode, exitCodes} from './exit-codes.ts';

type Explanation = {
	/** One line that can be pasted or acted on. */
	hint?: string;
	/** Further lines of the same failure, e.g. every fault that Cosmos found. */
	details?: readonly string[];
	cause?: unknown;
};

/** A failure that is told in words: what failed, on what, why, and what to do. Its message stands after "Error: ". */
export class UserError extends Error {
	readonly exitCode: ExitCode;
	readonly hint: string | undefined;
	readonly details: readonly string[];

	constructor(message: string, exitCode: ExitCode, {hint, details = [], cause}: Explanation = {}) {
		super(message, {cause});
		this.name = new.target.name;
		this.exitCode = exitCode;
		this.hint = hint;
		this.details = details;
	}
}

/** The command line is wrong, or nobody is there to answer a question. Nothing was changed. */
export class UsageError extends UserError {
	constructor(message: string, explanation: Explanation = {}) {
		super(message, exitCodes.usage, explanation);
	}
}

/** Not attached, not logged in, or not allowed. */
export class LoginError extends UserError {
	/** The login is good, but not for this: other requests may still be allowed. */
	readonly forbidden: boolean;

	constructor(message: string, {forbidden = false, ...explanation}: Explanation & {forbidden?: boolean} = {}) {
		super(message, exitCodes.notAllowed, explanation);
		this.forbidden = forbidden;
	}
}

/** Something stands in the way that was found before anything was changed. */
export class RefusedError extends UserError {
	constructor(message: string, explanation: Explanation = {}) {
		super(message, exitCodes.refused, explanation);
	}
}

/** It went wrong on the way; what was done before stays done. */
export class FailedError extends UserError {
	constructor(message: string, explanation: Explanation = {}) {
		super(message, exitCodes.failed, explanation);
	}
}

/** The time to wait is over; the cluster may still finish. */
export class TimedOutError extends UserError {
	constructor(message: string, explanation: Explanation = {}) {
		super(message, exitCodes.timedOut, explanation);
	}
}

/** The user pressed Ctrl-C, and what was under way has been brought to an end. */
export class InterruptedError extends UserError {
	constructor(message = 'interrupted', explanation: Explanation = {}) {
		super(message, exitCodes.interrupted, explanation);
	}
}

/** Between two changes: stops here when the user wants to. `done` says in a clause what was done and what was not. */
export function stopIfInterrupted(interrupted: AbortSignal, done: string): void {
	if (interrupted.aborted)
		throw new InterruptedError(`interrupted: ${done}`, {hint: 'run the same command again to go on'});
}
