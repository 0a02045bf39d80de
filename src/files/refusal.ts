import {RefusedError} from '../errors/errors.ts';

/** Names the path and the reason; `error` is what the system threw. */
export function refusal(verb: string, path: string, error: unknown): RefusedError {
	const known = reasons.get(codeOf(error));
	const reason = known?.reason ?? (error instanceof Error ? error.message : String(error));
	return new RefusedError(`could not ${verb} ${path}: ${reason}`, {hint: known?.hint, cause: error});
}

/** The system's name for what went wrong, e.g. ENOENT; empty when it gave none. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const denied = {reason: 'permission denied', hint: 'ask its owner for the right to it, or name another file'};

const reasons: ReadonlyMap<string, {reason: string; hint: string}> = new Map([
	['EACCES', denied],
	['EPERM', denied],
	['EISDIR', {reason: 'it is a directory', hint: 'name a file'}],
	['ENOTDIR', {reason: 'a part of its path is not a directory', hint: 'name another file'}],
	['ENOSPC', {reason: 'no space left on the device', hint: 'make room, then run the same command again'}],
	['EROFS', {reason: 'the file system is read-only', hint: 'name a file elsewhere'}],
	['ENOENT', {reason: 'its directory does not exist', hint: 'make the directory first, or name another file'}],
]);
