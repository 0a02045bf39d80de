import {fstatSync, readFileSync, readlinkSync} from 'node:fs';
import {orNull} from './or-null.ts';

/** As bash, ksh (/dev/fd) and zsh (/proc/self/fd) write `<(…)`, in a word of its own or behind a flag. */
const named = /(?:^|=)\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/;

/**
 * The inherited descriptors behind the standard streams that these words name, and that whatever takes this process' place would not
 * have: at its start Node marks the first of them to be closed then (uv_disable_stdio_inheritance).
 */
export function lostDescriptors(words: readonly string[], parent: number): readonly number[] {
	const numbers = words.flatMap(word => named.exec(word)?.[1] ?? []).map(Number);
	return [...new Set(numbers)].filter(each => each > 2 && isInherited(each, parent) && isToBeClosed(each));
}

/** By what the parent has at the same number, where Linux tells; Node has some of its own. Else whatever is open. */
function isInherited(descriptor: number, parent: number): boolean {
	const own = orNull(() => readlinkSync(`/proc/self/fd/${descriptor}`));
	if (own !== null) return own === orNull(() => readlinkSync(`/proc/${parent}/fd/${descriptor}`));
	return orNull(() => fstatSync(descriptor)) !== null;
}

/** By Linux' table of them; any elsewhere. */
function isToBeClosed(descriptor: number): boolean {
	const table = orNull(() => readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'));
	const flags = table === null ? null : /^flags:\s*([0-7]+)$/m.exec(table)?.[1];
	return flags === null || (Number.parseInt(flags ?? '0', 8) & closeOnExec) !== 0;
}

/** O_CLOEXEC of x86-64 and ARM. */
const closeOnExec = 0o2000000;
