import {constants} from 'node:os';
import {text} from 'node:stream/consumers';
import {type AgentFault, loginOf} from './agent-fault.ts';
import type {AgentSpec, CommandResult} from './agent-spec.ts';
import {faultyCommand} from './faulty-command.ts';
import type {AgentCommand, Isolation} from './isolation.ts';
import type {RunningCommand} from './running-command.ts';

/** The commands of one agent, whoever asked for them. */
export type AgentCommands = {
	start: (command: string) => RunningCommand;
	/** Starts a command with nothing on stdin and waits for its end. */
	run: (command: string) => Promise<CommandResult>;
	/** Kills what runs, at once; settles when it is gone. */
	endAll: () => Promise<void>;
};

/** Where commands run, as whose, and what is done when one has ended, before anybody hears of that. */
export type CommandSetting = {isolation: Isolation; root: string; agent: AgentSpec; afterEach: () => void};

/** Runs commands in an agent's root, as the agent's fault of the moment has it. */
export function agentCommands({isolation, root, agent, afterEach}: CommandSetting): AgentCommands {
	const running = new Set<RunningCommand>();
	const start = (command: string) => {
		const started = isolation.start({root, ...circumstances(agent.fault), command: faultyCommand(command, agent)});
		const watched = {...started, ended: started.ended.finally(afterEach)};
		running.add(watched);
		const forget = () => running.delete(watched);
		watched.ended.then(forget, forget);
		return watched;
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

function circumstances(fault: AgentFault | undefined): Pick<AgentCommand, 'login' | 'lacks' | 'disk'> {
	const disks: Partial<Record<AgentFault, AgentCommand['disk']>> = {'read-only-etc': 'read-only', 'full-disk': 'full'};
	return {
		login: loginOf(fault),
		lacks: fault === 'no-docker' ? 'docker' : fault === 'no-sudo' ? 'sudo' : null,
		disk: (fault && disks[fault]) ?? 'writable',
	};
}

async function waitForEnd({stdin, stdout, stderr, ended}: RunningCommand): Promise<CommandResult> {
	stdin.end();
	const [{code, signal}, printed, complained] = await Promise.all([ended, text(stdout), text(stderr)]);
	return {code: code ?? 128 + (signal ? constants.signals[signal] : 0), stdout: printed, stderr: complained};
}
