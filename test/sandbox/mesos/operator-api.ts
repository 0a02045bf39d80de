import {type Answer, answer, emptyAnswer, isObject, jsonAnswer, jsonObject, type Request} from '../exchange.ts';
import {encodeAgents, isGetAgents} from './agents-protobuf.ts';
import type {ClusterAgent} from './cluster-agent.ts';
import {describeAgentForOperators} from './describe-for-operators.ts';
import type {MesosView} from './mesos.ts';
import {canDrain} from './mesos-version.ts';

type Call = (view: MesosView, agent: ClusterAgent, details: Record<string, unknown>) => Answer;

// Each has its details under its own name in small letters.
const agentCalls: Record<string, Call> = {
	DRAIN_AGENT: drain,
	DEACTIVATE_AGENT: (_view, agent) => {
		agent.deactivated = true;
		return emptyAnswer(200);
	},
	REACTIVATE_AGENT: reactivate,
};

/** The operator API of version 1. `dcos node list` makes its one call in protobuf; all others are known in JSON only. */
export function answerCall(view: MesosView, request: Request): Answer {
	const type = request.headers['content-type'];
	if (type === undefined) return refusal("Expecting 'Content-Type' to be present");
	if (type === 'application/x-protobuf') return answerProtobuf(view, request.body);
	// Mesos compares the whole text: not even a charset may follow.
	if (type !== 'application/json') {
		return answer(415, 'text/plain', "Expecting 'Content-Type' of application/json or application/x-protobuf");
	}
	const call = jsonObject(request.body);
	return call ? answerJson(view, call) : refusal('Failed to parse body into JSON: syntax error at line 1');
}

function answerProtobuf({agents, master}: MesosView, body: Buffer): Answer {
	if (!isGetAgents(body)) return answer(501, 'text/plain', 'Not implemented in the sandbox');
	return answer(200, 'application/x-protobuf', encodeAgents(agents, master.version));
}

function answerJson(view: MesosView, call: Record<string, unknown>): Answer {
	const type = typeof call.type === 'string' ? call.type : '';
	if (type === 'GET_AGENTS') return jsonAnswer(200, listAgents(view));
	const known = agentCalls[type];
	// To a Mesos that does not know a type, the call has none.
	if (type === '' || (known && !canDrain(view.master.version))) return invalid("Expecting 'type' to be present");
	if (!known) return answer(501, 'text/plain', 'Not implemented in the sandbox');
	const name = type.toLowerCase();
	const details = call[name];
	if (!isObject(details)) return invalid(`Expecting '${name}' to be present`);
	const id = isObject(details.agent_id) ? details.agent_id.value : undefined;
	if (id === undefined) {
		return refusal(`Failed to convert JSON into Call protobuf: Missing required fields: ${name}.agent_id`);
	}
	const agent = view.agents.find(each => each.id === id);
	return agent ? known(view, agent, details) : refusal('Unknown agent');
}

function listAgents({agents, tasks, master}: MesosView): object {
	const running = tasks.running();
	const told = agents.map(agent => describeAgentForOperators(agent, master, running));
	return {type: 'GET_AGENTS', get_agents: {agents: told, recovered_agents: []}};
}

function drain(
	view: MesosView,
	agent: ClusterAgent,
	{max_grace_period: limit, mark_gone: gone}: Record<string, unknown>,
) {
	if (gone === true) return answer(501, 'text/plain', 'The sandbox does not take agents away');
	view.drain(agent, isObject(limit) ? milliseconds(limit) : null);
	return emptyAnswer(200);
}

/** Of a google.protobuf.Duration, in which everything else is overlooked: what is not there is zero. */
function milliseconds({seconds = 0, nanos = 0}: Record<string, unknown>): number {
	return Number(seconds) * 1000 + Number(nanos) / 1e6;
}

function reactivate(_view: MesosView, agent: ClusterAgent): Answer {
	if (!agent.deactivated) return refusal('Agent is not deactivated');
	if (agent.drain?.state === 'DRAINING') return refusal('Agent is still in the DRAINING state');
	Object.assign(agent, {deactivated: false, drain: null});
	return emptyAnswer(200);
}

function invalid(why: string): Answer {
	return refusal(`Failed to validate master::Call: ${why}`);
}

function refusal(why: string): Answer {
	return answer(400, 'text/plain', why);
}
