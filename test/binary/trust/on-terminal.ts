import {execa} from 'execa';
import {cliEnvironment, packagedPlugin} from '../../support/plugin.ts';
import type {Truster} from './truster.ts';

export type TerminalRun = {exitCode: number; shown: string};

type Typed = {
	/** What is shown when it is to be typed. */
	when: RegExp;
	/** With the key that ends a line. */
	text: string;
};

/** Milliseconds that somebody takes to begin to type. */
const thought = 500;

/** `trust-agents` on a pseudo-terminal, where somebody types; `script` of util-linux makes it. */
export async function onTerminal(
	{sandbox, directory, ssh}: Truster,
	words: readonly string[],
	typed: readonly Typed[],
): Promise<TerminalRun> {
	const line = [await packagedPlugin(), 'registry', 'trust-agents', ...ssh, ...words].map(quoted).join(' ');
	const env = {PATH: process.env.PATH ?? '', HOME: directory, LANG: 'C.UTF-8', TERM: 'xterm', NO_COLOR: '1'};
	const running = execa('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
		cwd: directory,
		env: {...env, ...cliEnvironment(sandbox), SHELL: '/bin/sh'},
		extendEnv: false,
		reject: false,
		timeout: 120_000,
		stdin: 'pipe',
	});
	const left = [...typed];
	let shown = '';
	running.stdout.on('data', chunk => {
		shown += String(chunk);
		const [next] = left;
		if (next === undefined || !next.when.test(shown)) return;
		left.shift();
		setTimeout(() => running.stdin.write(next.text), thought);
	});
	const {exitCode = -1} = await running;
	return {exitCode, shown};
}

function quoted(word: string): string {
	return `'${word.replaceAll("'", `'\\''`)}'`;
}
