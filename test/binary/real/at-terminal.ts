import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {RealOperator} from './real-operator.ts';

export type TerminalRun = {
	exitCode: number | null;
	/** What stood on the terminal: questions, what was echoed, progress. */
	shown: string;
	stdout: string;
};

const question = 'Password for sudo on the agents: ';

/** Runs `trust-agents` on a terminal of its own, by util-linux' script, and types a line when the password is asked for. */
export async function trustAtTerminal(
	{binary, directory, env, sshConfig}: RealOperator,
	words: readonly string[],
	typed: string,
): Promise<TerminalRun> {
	const output = join(directory, 'stdout');
	const command = [binary, 'registry', 'trust-agents', '--not-installed-yet', '--config-file', sshConfig, ...words].map(
		word => `'${word}'`,
	);
	const line = `${command.join(' ')} >'${output}'`;
	const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
		cwd: directory,
		env: {...env, TERM: 'xterm', SHELL: '/bin/sh', LANG: 'C.UTF-8'},
	});
	let shown = '';
	let answered = false;
	child.stdout.on('data', chunk => {
		shown += String(chunk);
		if (answered || !shown.includes(question)) return;
		answered = true;
		child.stdin.write(`${typed}\r`);
	});
	child.stdin.on('error', () => {});
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	return {exitCode, shown, stdout: await readFile(output, 'utf8')};
}
