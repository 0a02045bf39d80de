import {answer, jsonAnswer, type Request, type Service} from '../exchange.ts';
import {encodeAgents, isGetAgents} from './agents-protobuf.ts';
import type {ClusterAgent, ClusterTask} from './cluster-agent.ts';
import {describeAgent, describeFramework, describeMaster, type Master} from './descriptions.ts';

export type MesosView = {master: Master; agents: ClusterAgent[]; tasks: () => ClusterTask[]};

/** The Mesos master behind /mesos/. */
export function createMesos(view: MesosView): Service {
	return request => {
		const path = request.path.replace(/^\/mesos(\/master)?/, '');
		if (request.method === 'POST' && path === '/api/v1') return answerCall(view, request);
		if (request.method !== 'GET') return undefined;
		if (path === '/slaves') return jsonAnswer(200, {slaves: agents(view), recovered_slaves: []});
		if (path === '/state' || path === '/state.json') return jsonAnswer(200, state(view));
		if (path === '/state-summary') return jsonAnswer(200, summary(view));
		return undefined;
	};
}

function agents({agents: all, tasks}: MesosView): object[] {
	return all.map(agent => describeAgent(agent, tasks()));
}

function state(view: MesosView): object {
	const active = view.agents.filter(agent => agent.active).length;
	return {
		...describeMaster(view.master),
		activated_slaves: active,
		deactivated_slaves: view.agents.length - active,
		slaves: agents(view),
		frameworks: [describeFramework(view.master, view.tasks())],
		completed_frameworks: [],
	};
}

function summary(view: MesosView): object {
	const {hostname, cluster} = view.master;
	return {hostname, cluster, slaves: agents(view), frameworks: [describeFramework(view.master, view.tasks())]};
}

/** Only the call that `dcos node list` makes is known, in the protobuf form that it uses. */
function answerCall({agents: all}: MesosView, {headers, body}: Request) {
	if (headers['content-type'] !== 'application/x-protobuf') return answer(415, 'text/plain', 'Expecting protobuf');
	if (!isGetAgents(body)) return answer(501, 'text/plain', 'Not implemented in the sandbox');
	return answer(200, 'application/x-protobuf', encodeAgents(all));
}
