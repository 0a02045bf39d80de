import {type Lack, lackOfPrograms} from '../../support/lacks.ts';

export type PosixShell = {
	name: string;
	/** The words that start it as a POSIX shell. */
	words: readonly [string, ...string[]];
	/** Why this machine cannot try it. */
	lack: Lack;
};

/** The shells that an agent's /bin/sh may be, or that its users may log in with: each does something as no other does. */
export const posixShells: readonly PosixShell[] = (
	[
		['dash', ['dash'], 'dash'],
		['bash', ['bash', '--posix'], 'bash'],
		['busybox', ['busybox', 'sh'], 'busybox'],
		['ksh93', ['ksh93'], 'ksh93u+m'],
		['mksh', ['mksh'], 'mksh'],
		['yash', ['yash', '-o', 'posixly-correct'], 'yash'],
	] as const
).map(([name, words, debian]) => ({name, words, lack: lackOfPrograms({[words[0]]: debian})}));
