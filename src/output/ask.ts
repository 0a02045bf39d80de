import {createInterface} from 'node:readline/promises';
import {FailedError, InterruptedError, UsageError} from '../errors/errors.ts';
import type {Confirm} from './confirm.ts';

export type Asking = {
	yes: boolean;
	/** null where nobody can answer. */
	input: NodeJS.ReadStream | null;
	output: NodeJS.WriteStream;
	write: (lines: readonly string[]) => void;
	interrupted: AbortSignal;
};

/** The plan is always shown; only the question is left out when `--yes` answered it. */
export function asking({yes, input, output, write, interrupted}: Asking): Confirm {
	return async (plan, question, own) => {
		write(plan);
		if (yes && own === undefined) return;
		if (input === null) {
			throw new UsageError(`"${question}" needs an answer, and there is no terminal to ask on`, {
				hint: own?.instead ?? 'add --yes to answer it',
			});
		}
		const answer = await ask(`${question} [yes/no] `, {input, output, interrupted});
		if (!/^y(es)?$/i.test(answer.trim())) throw new FailedError('declined, nothing was changed');
	};
}

async function ask(
	text: string,
	{input, output, interrupted}: Pick<Asking, 'output' | 'interrupted'> & {input: NodeJS.ReadStream},
): Promise<string> {
	const terminal = createInterface({input, output});
	const closed = new Promise<string>(resolve => terminal.once('close', () => resolve('no')));
	// readline takes Ctrl-C for itself while it asks
	terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return await Promise.race([terminal.question(text, {signal: interrupted}), closed]);
	} catch (error) {
		if (interrupted.aborted) throw new InterruptedError('interrupted, nothing was changed');
		throw error;
	} finally {
		terminal.close();
	}
}
