import {runInNewContext} from 'node:vm';

/** Milliseconds: a package's own schema takes a few. */
const limit = 2000;

/**
 * What the work gives, which must not wait for anything; null when it takes longer than anybody would wait. For what has patterns of others
 * in it: one can take for ever, and only the engine can end it.
 */
export function inTime<T>(work: () => T): {result: T} | null {
	try {
		return {result: runInNewContext('work()', {work}, {timeout: limit}) as T};
	} catch (error) {
		if (Object(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
		throw error;
	}
}
