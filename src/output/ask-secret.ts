import {createInterface} from 'node:readline/promises';
import {Writable} from 'node:stream';
import {InterruptedError, UsageError} from '../errors/errors.ts';
import {Secret} from '../errors/secret.ts';
import type {Asking} from './ask.ts';
import type {AskSecret} from './confirm.ts';

type AskingSecret = Pick<Asking, 'input' | 'interrupted'> & {write: (text: string) => void};

/** Asks on the terminal without showing what is typed. `--yes` does not answer it. */
export function askingSecret({input, write, interrupted}: AskingSecret): AskSecret {
	return async question => {
		if (input === null) throw new UsageError(`"${question}" needs an answer, and there is no terminal to ask on`);
		const typed = await readHidden(input, {interrupted, ask: () => write(`${question}: `)});
		write('\n');
		if (typed === '') throw new UsageError('no password was typed', {hint: 'nothing was changed; run it again'});
		return new Secret(typed);
	};
}

type Hidden = {interrupted: AbortSignal; ask: () => void};

async function readHidden(input: NodeJS.ReadStream, {interrupted, ask}: Hidden): Promise<string> {
	// what readline would echo goes nowhere
	const nowhere = new Writable({write: (_chunk, _encoding, done) => done()});
	const terminal = createInterface({input, output: nowhere, terminal: true});
	const closed = new Promise<string>(resolve => terminal.once('close', () => resolve('')));
	terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	// only now: the terminal itself would echo what is typed (or sent by a program) as soon as the question stands there
	ask();
	try {
		return await Promise.race([terminal.question('', {signal: interrupted}), closed]);
	} catch (error) {
		if (interrupted.aborted) throw new InterruptedError('interrupted, nothing was changed');
		throw error;
	} finally {
		terminal.close();
	}
}
