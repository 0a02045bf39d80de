import type {Agent} from '../agents/agent.ts';
import {agentCount} from '../agents/agent-count.ts';
import {shownAddress} from '../agents/agent-name.ts';
import {howMany} from '../agents/share.ts';
import {waveSize, wavesOf} from '../agents/waves.ts';
import type {MesosTask} from '../dcos/mesos-tasks.ts';
import {doomedLine, doomedTasks} from './doomed-tasks.ts';
import type {RestartRules} from './trust-request.ts';

export type RestartPlan = {
	/** The agents by wave. */
	waves: Agent[][];
	/** So many failed restarts are borne. */
	maxFailures: number;
	/** For the operator, before the question. */
	lines: readonly string[];
};

type Around = {
	rules: RestartRules;
	tasks: readonly MesosTask[];
	/** Ids of the agents on which the registry itself runs. */
	registry: ReadonlySet<string>;
	/** How many agents were chosen, and how many of these are down already. */
	chosen: number;
	down: number;
};

/** In which order Docker is restarted, and what dies for it. */
export function restartPlan(agents: readonly Agent[], {rules, tasks, registry, chosen, down}: Around): RestartPlan {
	const size = waveSize(Math.max(1, howMany(rules.batch, chosen)), down);
	const waves = wavesOf(agents, {size, goesLast: agent => registry.has(agent.id)});
	const maxFailures = howMany(rules.maxFailures, agents.length);
	const hit = agents.filter(agent => doomedTasks(tasks, agent).length > 0);
	const count = hit.flatMap(agent => doomedTasks(tasks, agent)).length;
	const last = agents.filter(agent => registry.has(agent.id)).map(shownAddress);
	const verb = rules.drain ? 'are moved away first (--drain)' : 'die with it';
	return {
		waves,
		maxFailures,
		lines: [
			`Docker is restarted on ${agentCount(agents.length)}${orderOf(agents.length, size)}.`,
			maxFailures === 0
				? 'A restart that fails stops the rest.'
				: `More than ${maxFailures} failed restarts stop the rest.`,
			...(last.length > 0 ? [`The registry itself runs on ${last.join(', ')}, which comes last, one at a time.`] : []),
			count === 0
				? 'No Docker task runs there, as far as your login may see.'
				: `Docker tasks that ${verb}: ${count} on ${agentCount(hit.length)}, as far as your login may see:`,
			...hit.map(agent => `  ${doomedLine(agent, doomedTasks(tasks, agent))}`),
		],
	};
}

function orderOf(agents: number, size: number): string {
	if (agents === 1) return '';
	return size === 1 ? ', one at a time' : `: one first, then at most ${size} at once`;
}
