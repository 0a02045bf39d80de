import {constants} from 'node:os';
import {text} from 'node:stream/consumers';
import type {AgentFault, CommandResult} from './agent-spec.ts';
import type {Isolation} from './isolation.ts';
import type {RunningCommand} from './running-command.ts';

/** The commands of one agent, whoever asked for them. */
export type AgentCommands = {
	start: (command: string) => RunningCommand;
	/** Starts a command with nothing on stdin and waits for its end. */
	run: (command: string) => Promise<CommandResult>;
	/** Kills what runs, at once; settles when it is gone. */
	endAll: () => Promise<void>;
};

/** Runs commands in an agent's root, as the agent's fault of the moment has it. */
export function agentCommands(isolation: Isolation, root: string, fault: () => AgentFault | undefined): AgentCommands {
	const running = new Set<RunningCommand>();
	const start = (command: string) => {
		const started = isolation.start({
			root,
			login: fault() === 'sudo-password' ? 'user' : 'root',
			hasDocker: fault() !== 'no-docker',
			command: fault() === 'hangs' ? 'exec sleep 600' : command,
		});
		running.add(started);
		const forget = () => running.delete(started);
		started.ended.then(forget, forget);
		return started;
	};
	return {
		start,
		run: command => waitForEnd(start(command)),
		async endAll() {
			for (const command of running) command.end();
			await Promise.allSettled([...running].map(({ended}) => ended));
		},
	};
}

async function waitForEnd({stdin, stdout, stderr, ended}: RunningCommand): Promise<CommandResult> {
	stdin.end();
	const [{code, signal}, printed, complained] = await Promise.all([ended, text(stdout), text(stderr)]);
	return {code: code ?? 128 + (signal ? constants.signals[signal] : 0), stdout: printed, stderr: complained};
}
