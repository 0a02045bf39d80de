import {once} from 'node:events';
import type {Readable, Writable} from 'node:stream';
import type {ServerChannel} from 'ssh2';
import type {RunningCommand} from './running-command.ts';

/**
 * Joins a session's channel to a command until the command or the client ends. `spoken` is called whenever
 * a piece of its stdout was sent that is more than blanks. Never rejects.
 */
export async function serveCommand(channel: ServerChannel, running: RunningCommand, spoken: () => void): Promise<void> {
	const closed = once(channel, 'close');
	// The client's going must not leave the command behind.
	channel.once('close', running.end);
	channel.pipe(running.stdin);
	try {
		await Promise.race([closed, sendOutput(channel, running, spoken)]);
		const {code, signal} = await running.ended;
		if (signal) channel.exit(signal.slice('SIG'.length));
		else channel.exit(code ?? 255);
	} catch (error) {
		channel.stderr.write(`the sandbox could not start the command: ${String(error)}\n`);
		channel.exit(255);
	}
	channel.end();
}

/** One piece at a time, whichever stream it is for: with both of them waiting for the client's window, ssh2 forgets one. */
async function sendOutput(channel: ServerChannel, {stdout, stderr}: RunningCommand, spoken: () => void): Promise<void> {
	let sent = Promise.resolve();
	const send = async (from: Readable, to: Writable, then: () => void = () => undefined) => {
		for await (const piece of from) {
			sent = sent.then(() => new Promise(done => to.write(piece, () => done())));
			await sent;
			if (String(piece).trim() !== '') then();
		}
	};
	await Promise.all([send(stdout, channel, spoken), send(stderr, channel.stderr)]);
}
