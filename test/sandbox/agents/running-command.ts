import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {constants} from 'node:os';
import type {Readable, Writable} from 'node:stream';
import {endProcessSession, sendSignal} from './process-session.ts';

/** How a command ended; the code is null where a signal ended it. */
export type Ending = {code: number | null; signal: NodeJS.Signals | null};

/** A command on an agent, between its start and its end. */
export type RunningCommand = {
	stdin: Writable;
	stdout: Readable;
	stderr: Readable;
	/** Rejects where the command could not be started. Output may still be on its way when it settles. */
	ended: Promise<Ending>;
	/** To the command and its process group, as sshd does. The name is SSH's, without SIG; an unknown one is ignored. */
	signal: (name: string) => void;
	/** Kills the command with all that it started. Safe to repeat. */
	end: () => void;
};

/** The directory and the whole environment that a program starts with. */
export type ProgramPlace = {cwd: string; env: Record<string, string>};

/** Starts a program as the leader of its own process session, which ends with it: nothing is left in the background. */
export function startProgram(program: string, words: string[], place: ProgramPlace): RunningCommand {
	const child = spawn(program, words, {...place, detached: true, stdio: 'pipe'});
	const {stdin, stdout, stderr} = child;
	// The number of a process that has ended may belong to another one, so it is forgotten then.
	let leader = child.pid;
	const end = () => {
		if (leader !== undefined) endProcessSession(leader);
	};
	child.once('exit', () => {
		end();
		leader = undefined;
	});
	// A command may end without reading what it is sent.
	stdin.on('error', () => stdin.destroy());
	return {
		stdin,
		stdout,
		stderr,
		ended: once(child, 'close').then(([code, signal]) => ({code, signal})),
		signal(name) {
			if (leader !== undefined) signalGroup(leader, name);
		},
		end,
	};
}

function signalGroup(leader: number, name: string): void {
	const known = Object.keys(constants.signals) as NodeJS.Signals[];
	const signal = known.find(each => each === `SIG${name}`);
	if (signal !== undefined) sendSignal(-leader, signal);
}
