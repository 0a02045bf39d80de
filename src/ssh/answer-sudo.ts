import type {ChildRun} from './run-child.ts';
import type {SudoAnswer} from './ssh.ts';
import type {SshClient} from './ssh-client.ts';
import {sudoDialogue} from './sudo-dialogue.ts';

type Job = {input: string; sudo: SudoAnswer; timeout: number};

/** Runs ssh with a password for the sudo of the other side, which it gets through the pipe and nowhere else. */
export async function answerSudo(client: SshClient, args: readonly string[], job: Job): Promise<ChildRun> {
	const {process: child, ended} = client.start(args, job.timeout);
	const dialogue = sudoDialogue({
		...job.sudo,
		input: job.input,
		write: text => void child?.stdin?.write(text),
		end: () => void child?.stdin?.end(),
	});
	child?.stdout?.on('data', chunk => dialogue.stdout(String(chunk)));
	child?.stderr?.on('data', chunk => dialogue.stderr(String(chunk)));
	const run = await ended;
	return {...run, stderr: run.stderr.replaceAll(job.sudo.prompt, '')};
}
