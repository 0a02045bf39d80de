import {type Answer, jsonAnswer, type Request, type Service} from '../exchange.ts';
import type {ClusterAgent} from './cluster-agent.ts';
import {describeTask} from './describe-task.ts';
import {describeAgent, describeFrameworks, describeMaster, type Master} from './descriptions.ts';
import type {DrainAgent} from './drain-agent.ts';
import {answerCall} from './operator-api.ts';
import type {Tasks} from './tasks.ts';

export type MesosView = {master: Master; agents: ClusterAgent[]; tasks: Tasks; drain: DrainAgent};

/** The Mesos master behind /mesos/. */
export function createMesos(view: MesosView): Service {
	const reads: Record<string, (request: Request) => Answer> = {
		'/slaves': () => jsonAnswer(200, {slaves: agents(view), recovered_slaves: []}),
		'/state': () => jsonAnswer(200, state(view)),
		'/state-summary': () => jsonAnswer(200, summary(view)),
		'/frameworks': () =>
			jsonAnswer(200, {frameworks: describeFrameworks(view.master, view.tasks), completed_frameworks: []}),
		'/tasks': ({query}) => listTasks(view.tasks, query),
	};
	return request => {
		const path = request.path.replace(/^\/mesos(\/master)?/, '');
		if (request.method === 'POST' && path === '/api/v1') return answerCall(view, request);
		return request.method === 'GET' ? reads[path.replace(/\.json$/, '')]?.(request) : undefined;
	};
}

function agents({agents: all, master, tasks}: MesosView): object[] {
	return all.map(agent => describeAgent(agent, master, tasks.running()));
}

function state(view: MesosView): object {
	const inactive = view.agents.filter(agent => !agent.active || agent.deactivated).length;
	return {
		...describeMaster(view.master),
		activated_slaves: view.agents.length - inactive,
		deactivated_slaves: inactive,
		slaves: agents(view),
		frameworks: describeFrameworks(view.master, view.tasks),
		completed_frameworks: [],
	};
}

function summary(view: MesosView): object {
	const {hostname, cluster} = view.master;
	return {hostname, cluster, slaves: agents(view), frameworks: describeFrameworks(view.master, view.tasks)};
}

/** Those that have ended are in the list, too; the newest come first, and a hundred at most unless more are asked for. */
function listTasks(tasks: Tasks, query: URLSearchParams): Answer {
	const newestFirst = [...tasks.running(), ...tasks.ended()].sort((one, other) => other.since - one.since);
	const sorted = query.get('order') === 'asc' ? newestFirst.reverse() : newestFirst;
	const [framework, id] = [query.get('framework_id'), query.get('task_id')];
	const meant = sorted.filter(
		task => (framework ?? task.framework.id) === task.framework.id && (id ?? task.id) === task.id,
	);
	const offset = Number(query.get('offset') ?? 0);
	const limit = Number(query.get('limit') ?? 100);
	return jsonAnswer(200, {tasks: meant.slice(offset, offset + limit).map(describeTask)});
}
