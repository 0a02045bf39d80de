import {readCertsD, writeCaBundle} from '../sandbox/agents/agent-root.ts';
import type {CommandResult} from '../sandbox/agents/agent-spec.ts';
import {agentFaults, type FaultSetting} from './agent-faults.ts';
import type {RealAgentFault} from './faults/fault.ts';
import type {DockerKind, Machine} from './machine.ts';
import {connectionsTo, sessionsOf} from './sshd-log.ts';

/** What `systemctl` makes of a change to Docker; `never-back` says that it went well, and Docker stays down. */
export type SystemctlOutcome = 'works' | 'fails' | 'hangs' | 'never-back';

/** An agent that runs, with a real sshd. The names are those of the sandbox's agents where the thing is the same. */
export type RealAgent = {
	name: string;
	/** IPv4, where its sshd listens at port 22. */
	ip: string;
	/** IPv6, likewise; where it has one. */
	ipv6: string | undefined;
	docker: DockerKind;
	fault: RealAgentFault | undefined;
	/** TCP connections that its sshd has taken; those of a silent agent count when it is healed. */
	connections: () => number;
	/** Commands that its sshd has started. */
	sessions: () => number;
	/** Runs a shell command as root, whatever its SSH side can do. */
	run: (command: string, input?: string) => Promise<CommandResult>;
	/** Path by which this process reaches one of its files; a link on the way to it must not be absolute. */
	path: (file: string) => string;
	/** Text of one of its files; empty where there is none. */
	read: (file: string) => string;
	/** The files below /etc/docker/certs.d: path below it to content; empty where there is no such directory. */
	certsD: () => Promise<Record<string, string>>;
	/** Undefined takes the file away. Not to be mixed with the faults of the CA. */
	setCaBundle: (pem: string | undefined) => Promise<void>;
	/** Takes effect for the next connection or command; undefined heals the agent. */
	setFault: (fault: RealAgentFault | undefined) => Promise<void>;
	/** Heals it, and takes away what commands have left in /etc/docker and in the counts. */
	reset: () => Promise<void>;
	/** How often systemctl was told to restart Docker, whatever came of it. */
	restarts: () => number;
	/** The words of every call of `systemctl`, oldest first. */
	systemctlCalls: () => string[];
	/** What its `systemctl` does from now on, and how many seconds it takes. */
	setSystemctl: (outcome: SystemctlOutcome, seconds?: number) => Promise<void>;
};

const emptied = 'rm -rf /etc/docker/* /etc/agent/systemctl; : >/var/log/sshd.log; : >/var/log/systemctl.log';

/** What a started machine does as an agent. */
export function realAgent(setting: FaultSetting, ipv6: string | undefined): RealAgent {
	const {machine, address: ip, docker} = setting;
	const faults = agentFaults(setting);
	const agent: RealAgent = {
		...serviceOf(machine),
		ip,
		ipv6,
		docker,
		fault: undefined,
		connections: () => connectionsTo(machine),
		sessions: () => sessionsOf(machine),
		certsD: () => readCertsD(machine.path('/')),
		setCaBundle: pem => writeCaBundle(machine.path('/'), pem),
		async setFault(next) {
			if (agent.fault !== undefined) await faults[agent.fault].end();
			agent.fault = undefined;
			if (next !== undefined) await faults[next].begin();
			agent.fault = next;
		},
		async reset() {
			await agent.setFault(undefined);
			await machine.run(emptied);
		},
	};
	return agent;
}

function serviceOf({name, run, path, read}: Machine) {
	const calls = '/var/log/systemctl.log';
	return {
		name,
		run,
		path,
		read,
		restarts: () => read(calls).match(/^restart docker(\.service)?$/gm)?.length ?? 0,
		systemctlCalls: () => read(calls).split('\n').slice(0, -1),
		async setSystemctl(outcome: SystemctlOutcome, seconds = 0) {
			await run(`echo ${outcome} ${seconds} >/etc/agent/systemctl`);
		},
	};
}
