import {RefusedError} from '../errors/errors.ts';
import {escaped} from '../errors/escaped.ts';

/**
 * Throws a RefusedError for a path of a request with `.` or `..` between its slashes: a URL resolves these before anything is sent, so
 * that a name of an account, a secret or an object would ask for something else.
 */
export function refuseDotSegments(path: string): void {
	const segments = path.replace(/\?.*$/s, '').split(/[/\\]/);
	if (!segments.some(segment => /^(?:\.|%2e){1,2}$/i.test(segment))) return;
	throw new RefusedError(`${escaped(path)} is not asked for, because a name that is . or .. leads elsewhere`, {
		hint: 'correct the name on the command line or in the options file',
	});
}
