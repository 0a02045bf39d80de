import {type InferOutput, nullish} from 'valibot';
import {aDocument, aList, aNumber, anObject, aText, yesOrNo} from '../errors/expected.ts';
import type {Http} from './http.ts';
import {answerAs} from './json.ts';
import {type MesosTask, state, tasksOf} from './mesos-tasks.ts';

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
			return answerAs(answer, agentList).slaves.map(agentFrom);
		},
		async tasks() {
			const answer = await http({method: 'GET', path: '/mesos/master/state', expect: [200]});
			return tasksOf(answerAs(answer, state));
		},
		drain: id => call({type: 'DRAIN_AGENT', drain_agent: {agent_id: {value: id}}}),
		reactivate: id => call({type: 'REACTIVATE_AGENT', reactivate_agent: {agent_id: {value: id}}}),
	};
}

const resources = anObject({cpus: nullish(aNumber), mem: nullish(aNumber), disk: nullish(aNumber)});
const agent = anObject({
	id: aText,
	hostname: aText,
	pid: aText,
	active: yesOrNo,
	deactivated: nullish(yesOrNo),
	drain_info: nullish(anObject({state: nullish(aText)})),
	attributes: nullish(aDocument),
	reserved_resources: nullish(aDocument),
	unreserved_resources: nullish(resources),
});
const agentList = anObject({slaves: aList(agent)});

type RawAgent = InferOutput<typeof agent>;

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
function resourcesIn({cpus, mem, disk}: InferOutput<typeof resources>): Resources {
	return {cpus: cpus ?? 0, mem: mem ?? 0, disk: disk ?? 0};
}
