import type {Agent} from '../agents/agent.ts';
import {inOneLine} from '../errors/escaped.ts';
import type {SshOutcome} from '../ssh/ssh.ts';
import type {World} from '../world.ts';

export type AgentLogs = {
	/** Adds what came of one connection to the agent's file; a file that cannot be written is a warning, and the work goes on. */
	keep(agent: Agent, connection: {what: string; outcome: SshOutcome; started: number}): Promise<void>;
};

/**
 * One file for each agent, with all that its connections printed, indented, so that it cannot be taken for a line of ours, and with what
 * moves a cursor as an escape. Throws a RefusedError where there is no such directory to be had.
 */
export async function agentLogs(
	directory: string | null,
	{files, progress}: Pick<World, 'files' | 'progress'>,
): Promise<AgentLogs> {
	if (directory === null) return {async keep() {}};
	await files.makeDirectory(directory);
	let warned = false;
	return {
		async keep({address}, connection) {
			const path = `${directory}/${fileName(address)}`;
			await files.append(path, logText(connection)).catch(error => {
				if (!warned) progress.warn(`warning: ${error instanceof Error ? error.message : String(error)}`);
				warned = true;
			});
		},
	};
}

/** An IPv6 address has colons, which not every file system takes. */
function fileName(address: string): string {
	return `${address.replaceAll(/[^\w.-]/g, '_')}.log`;
}

function logText({what, outcome, started}: Parameters<AgentLogs['keep']>[1]): string {
	const {stdout, stderr} = outcome;
	const parts = [
		`=== ${new Date(started).toISOString()} ${what}, ${endOf(outcome)}`,
		...(stdout === '' ? [] : ['--- stdout', ...printedLines(stdout)]),
		...(stderr === '' ? [] : ['--- stderr', ...printedLines(stderr)]),
	];
	return `${parts.join('\n')}\n`;
}

function endOf({exitCode, timedOut, flooded, unstarted}: SshOutcome): string {
	if (unstarted !== null) return `not started: ${unstarted}`;
	if (timedOut) return 'ended at its time limit';
	return flooded ? 'cut off, too much output' : `exit code ${exitCode}`;
}

function printedLines(text: string): string[] {
	return text
		.trimEnd()
		.split(/\r?\n/)
		.map(line => `  ${inOneLine(line)}`);
}
