import {type Now, waitFor, waitUntil} from '../clock.ts';
import type {ClusterAgent, Drain} from './cluster-agent.ts';
import type {Tasks} from './tasks.ts';

/** Begins to drain an agent; `maxGracePeriod` in milliseconds, null for none. A second order replaces the first one. */
export type DrainAgent = (agent: ClusterAgent, maxGracePeriod: number | null) => void;

/** What draining depends on: the tasks, the cluster's clock, how long tasks take to stop, and whether they stop at all. */
export type DrainSetting = {
	tasks: Tasks;
	now: Now;
	pace: {drain: number};
	behaviour: {undrained?: boolean};
};

export function createDrain(setting: DrainSetting): DrainAgent {
	return (agent, maxGracePeriod) => {
		const drain: Drain = {state: 'DRAINING', maxGracePeriod, since: setting.now()};
		Object.assign(agent, {drain, deactivated: true});
		void finish(agent, drain, setting);
	};
}

/** Ends the tasks there when they have had their time. Another order, or a reset, gives the agent another drain: then it stops. */
async function finish(agent: ClusterAgent, drain: Drain, {tasks, now, pace, behaviour}: DrainSetting): Promise<void> {
	const {signal} = new AbortController();
	const isOver = () => agent.drain !== drain;
	const here = () => tasks.running().filter(({agentId}) => agentId === agent.id);
	// An agent that is lost hears of it when it is back.
	await waitFor(() => isOver() || (agent.active && !behaviour.undrained), signal);
	if (isOver()) return;
	for (const task of here()) task.state = 'TASK_KILLING';
	await waitUntil(now, now() + Math.min(pace.drain, drain.maxGracePeriod ?? Number.POSITIVE_INFINITY), signal);
	if (isOver()) return;
	for (const task of here()) task.end({state: 'TASK_KILLED', message: 'Agent is draining'});
	await waitFor(() => isOver() || here().length === 0, signal);
	drain.state = 'DRAINED';
}
