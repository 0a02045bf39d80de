import {ApiError} from '../errors/api-error.ts';
import {LoginError} from '../errors/errors.ts';
import {type ExitCode, exitCodes} from '../errors/exit-codes.ts';

export type CheckName =
	| 'login'
	| 'cluster'
	| 'package'
	| 'options file'
	| 'storage'
	| 'secrets'
	| 'service account'
	| 'name'
	| 'capacity'
	| 'health'
	| 'repository';

/** One thing that was looked at before anything is changed. */
export type Check = {
	name: CheckName;
	/** `to do`: an installation would change it. `problem`: it would fail, or must not be done. */
	result: 'ok' | 'to do' | 'warning' | 'problem' | 'not checked';
	what: string;
	/** What to do about it; null where there is nothing. */
	hint: string | null;
	/** With which a run ends because of it. */
	exitCode: ExitCode;
};

export function ok(name: CheckName, what: string): Check {
	return {name, result: 'ok', what, hint: null, exitCode: exitCodes.done};
}

export function toDo(name: CheckName, what: string): Check {
	return {name, result: 'to do', what, hint: null, exitCode: exitCodes.changesPending};
}

export function warning(name: CheckName, what: string, hint: string | null = null): Check {
	return {name, result: 'warning', what, hint, exitCode: exitCodes.done};
}

export function problem(
	name: CheckName,
	what: string,
	hint: string | null,
	exitCode: ExitCode = exitCodes.refused,
): Check {
	return {name, result: 'problem', what, hint, exitCode};
}

export function notChecked(name: CheckName, what: string): Check {
	return {name, result: 'not checked', what, hint: null, exitCode: exitCodes.done};
}

/**
 * For a rejection: what the user may not see, or what a service fails to show, is a problem beside the others. A login that has
 * ended and a cluster that cannot be reached are the end of the run.
 */
export function asProblem(name: CheckName): (error: unknown) => Check {
	return error => {
		if (error instanceof LoginError && error.forbidden) {
			return problem(name, error.message, error.hint ?? null, exitCodes.notAllowed);
		}
		if (error instanceof ApiError) return problem(name, error.message, error.hint ?? null, exitCodes.failed);
		throw error;
	};
}

/** The faults, or when there are none that all is well. */
export function orOk(faults: readonly Check[], good: Check): readonly Check[] {
	return faults.length > 0 ? faults : [good];
}
