/** In place of a code: the run was interrupted while it waited for its turn. */
export const noTurn = 'interrupted';

/** Why no ssh could be started on this machine, from the system's code, and what to do about it. */
export function whyUnstarted(code: string): {why: string; hint: string} {
	const {words, hint} = reasons.get(code) ?? {words: code, hint: 'try by hand: ssh -V'};
	return {why: `this machine could not start ssh: ${words}`, hint};
}

const moreFiles = {
	words: 'too many open files',
	hint: 'allow more open files and run the same command again: ulimit -n 1024',
};

const reasons: ReadonlyMap<string, {words: string; hint: string}> = new Map([
	['EMFILE', moreFiles],
	['ENFILE', moreFiles],
	['EAGAIN', {words: 'too many processes', hint: 'end some, or allow more of them: ulimit -u'}],
	['ENOMEM', {words: 'not enough memory', hint: 'make room, then run the same command again'}],
	['EACCES', {words: 'permission denied', hint: 'see who may run it: ls -l "$(command -v ssh)"'}],
	['ENOENT', {words: 'it is not there any more', hint: 'see whether it was moved: command -v ssh'}],
]);
