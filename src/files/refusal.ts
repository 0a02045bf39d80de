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
	['ETOOLONG', {reason: 'it has more than 4 MB', hint: 'see whether it is the file that you meant'}],
	[
		'ETIME',
		{reason: 'nothing came out of it within 30 s, or not all', hint: 'name a file, or see who writes to this pipe'},
	],
	['ENOTTY', {reason: 'it is a terminal', hint: 'name a file'}],
	['ENOTFILE', {reason: 'it is a pipe or a device', hint: 'name a file'}],
	['ENXIO', {reason: 'it is a socket, or a pipe that nobody reads', hint: 'name a file, or see who reads it'}],
	['EAGAIN', {reason: 'whoever reads it does not keep up', hint: 'name a file, or see who reads it'}],
	['ENOSPC', {reason: 'no space left on the device', hint: 'make room, then run the same command again'}],
	['EROFS', {reason: 'the file system is read-only', hint: 'name a file elsewhere'}],
	['ENOENT', {reason: 'its directory does not exist', hint: 'make the directory first, or name another file'}],
]);
