import type {Http} from './http.ts';
import {jsonOf} from './json.ts';
import {type MesosTask, type RawFramework, tasksOf} from './mesos-tasks.ts';

/** One entry of Mesos' list of agents, as far as it is used here. */
export type MesosAgent = {
	id: string;
	hostname: string;
	/** slave(1)@10.0.0.7:5051, or slave(1)@[fd00::7]:5051 */
	pid: string;
	/** Whether Mesos hears from it and gives it tasks: false too for one that is drained. */
	active: boolean;
	/** Whether it is being emptied, or is empty, for maintenance (Mesos 1.9, DC/OS 2.0); null where it is in service. */
	drain: 'draining' | 'drained' | null;
	attributes: Readonly<Record<string, unknown>>;
	/** By role. */
	reservedResources: Readonly<Record<string, unknown>>;
	/** What it has for every role, whether it is in use or not; null when it did not say. */
	unreserved: Resources | null;
};

/** Memory and disk in MiB. */
export type Resources = {cpus: number; mem: number; disk: number};

export type Mesos = {
	/** Every agent that is registered, running or not. On a strict cluster Mesos leaves out what the user may not see. */
	agents(): Promise<readonly MesosAgent[]>;
	/** Every task that has not ended. On a strict cluster Mesos leaves out what the user may not see. */
	tasks(): Promise<readonly MesosTask[]>;
	/** Has the agent's tasks ended, each with its own grace period, and none placed there any more; returns at once. Mesos 1.9 on. */
	drain(agentId: string): Promise<void>;
	/** Back in service. Refused while it is still being drained, which cannot be taken back, and where it is in service. */
	reactivate(agentId: string): Promise<void>;
};

export function mesosOver(http: Http): Mesos {
	const call = async (body: object) => {
		await http({
			method: 'POST',
			path: '/mesos/api/v1',
			headers: {'content-type': 'application/json', accept: 'application/json'},
			body: JSON.stringify(body),
			expect: [200, 202],
			repeatable: true,
		});
	};
	return {
		async agents() {
			const answer = await http({method: 'GET', path: '/mesos/master/slaves', expect: [200]});
			return jsonOf<{slaves: RawAgent[]}>(answer, "Mesos' list of agents").slaves.map(agentFrom);
		},
		async tasks() {
			const answer = await http({method: 'GET', path: '/mesos/master/state', expect: [200]});
			return tasksOf(jsonOf<{frameworks?: RawFramework[]}>(answer, "Mesos' state").frameworks ?? []);
		},
		drain: id => call({type: 'DRAIN_AGENT', drain_agent: {agent_id: {value: id}}}),
		reactivate: id => call({type: 'REACTIVATE_AGENT', reactivate_agent: {agent_id: {value: id}}}),
	};
}

type RawAgent = {
	id: string;
	hostname: string;
	pid: string;
	active: boolean;
	deactivated?: boolean;
	drain_info?: {state?: string};
	attributes?: Record<string, unknown>;
	reserved_resources?: Record<string, unknown>;
	unreserved_resources?: Partial<Resources>;
};

function agentFrom(raw: RawAgent): MesosAgent {
	return {
		id: raw.id,
		hostname: raw.hostname,
		pid: raw.pid,
		active: raw.active,
		drain: drainOf(raw),
		attributes: raw.attributes ?? {},
		reservedResources: raw.reserved_resources ?? {},
		unreserved: raw.unreserved_resources ? resourcesIn(raw.unreserved_resources) : null,
	};
}

/** An agent that was deactivated without being drained gets no tasks either, and is left to whoever did that. */
function drainOf({deactivated, drain_info}: RawAgent): MesosAgent['drain'] {
	if (drain_info?.state === 'DRAINING') return 'draining';
	return deactivated || drain_info?.state === 'DRAINED' ? 'drained' : null;
}

/** Mesos tells GPUs and ports too. */
function resourcesIn({cpus = 0, mem = 0, disk = 0}: Partial<Resources>): Resources {
	return {cpus, mem, disk};
}
