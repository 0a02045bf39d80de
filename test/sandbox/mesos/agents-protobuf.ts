import {type ClusterAgent, isOffered} from './cluster-agent.ts';
import {canDrain} from './mesos-version.ts';

// `dcos node list` speaks protobuf with the master for one answer: mesos.v1.master.Response of type GET_AGENTS. The
// numbers are the field numbers of that message and of those inside it.
const callType = {field: 1, getAgents: 10};
const responseType = {field: 1, getAgents: 9};
const responseGetAgents = 10;
const getAgentsAgent = 1;
const agentField = {info: 1, active: 2, version: 3, pid: 4, deactivated: 12, drainInfo: 13};
const drainField = {state: 1, config: 2};
const drainState = {DRAINING: 1, DRAINED: 2};
const infoField = {hostname: 1, id: 6, port: 8};
const idValue = 1;

/** Whether a call, a mesos.v1.master.Call, asks for the agents. */
export function isGetAgents(call: Buffer): boolean {
	return call.subarray(0, 2).equals(number(callType.field, callType.getAgents));
}

export function encodeAgents(agents: ClusterAgent[], mesosVersion: string): Buffer {
	const list = agents.map(agent => bytes(getAgentsAgent, encodeAgent(agent, mesosVersion)));
	return Buffer.concat([
		number(responseType.field, responseType.getAgents),
		bytes(responseGetAgents, Buffer.concat(list)),
	]);
}

function encodeAgent(agent: ClusterAgent, mesosVersion: string): Buffer {
	const {id, hostname, ip} = agent;
	const info = [
		text(infoField.hostname, hostname),
		bytes(infoField.id, text(idValue, id)),
		number(infoField.port, 5051),
	];
	return Buffer.concat([
		bytes(agentField.info, Buffer.concat(info)),
		number(agentField.active, isOffered(agent) ? 1 : 0),
		text(agentField.version, mesosVersion),
		text(agentField.pid, `slave(1)@${ip}:5051`),
		...(canDrain(mesosVersion) ? encodeDrain(agent) : []),
	]);
}

function encodeDrain({deactivated, drain}: ClusterAgent): Buffer[] {
	const told = deactivated ? [number(agentField.deactivated, 1)] : [];
	if (drain === null) return told;
	const info = [number(drainField.state, drainState[drain.state]), bytes(drainField.config, Buffer.alloc(0))];
	return [...told, bytes(agentField.drainInfo, Buffer.concat(info))];
}

function number(field: number, value: number): Buffer {
	return Buffer.from([field << 3, ...varint(value)]);
}

function text(field: number, value: string): Buffer {
	return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
	return Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(value.length)]), value]);
}

function varint(value: number): number[] {
	return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}
