import type {Bed} from './bed.ts';
import {type CaBundles, caFaults} from './faults/ca-faults.ts';
import {dockerFaults} from './faults/docker-faults.ts';
import type {Fault, FaultPlace, RealAgentFault, ShellFault} from './faults/fault.ts';
import {fileFaults} from './faults/file-faults.ts';
import {loginFaults} from './faults/login-faults.ts';
import {networkFaults} from './faults/network-faults.ts';
import {openingProxy} from './faults/opening-proxy.ts';
import {sshdFaults} from './faults/sshd-faults.ts';
import {stalls} from './faults/stalls.ts';
import type {KnownHosts} from './known-hosts.ts';
import type {Machine} from './machine.ts';

/** What a fault may be made with. */
export type FaultSetting = FaultPlace & {bed: Bed; machine: Machine; knownHosts: KnownHosts; caBundles: CaBundles};

/** Every fault of an agent. */
export function agentFaults(setting: FaultSetting): Record<RealAgentFault, Fault> {
	const {bed, machine, knownHosts, address, caBundles} = setting;
	const scripts = {...sshdFaults, ...loginFaults, ...fileFaults, ...dockerFaults(setting)};
	const names = Object.keys(scripts) as (keyof typeof scripts)[];
	const entries = names.map(name => [name, inMachine(machine, scripts[name])] as const);
	const scripted = Object.fromEntries(entries) as Record<keyof typeof scripts, Fault>;
	return {
		...scripted,
		...caFaults(machine, caBundles),
		...networkFaults(bed, address),
		stalls: stalls(bed, address, scripted.refuses),
		'docker-opened': openingProxy(bed, setting, scripted['docker-opened']),
		'unknown-host-key': {begin: () => knownHosts.forget(machine), end: () => knownHosts.add(machine)},
	};
}

function inMachine(machine: Machine, {begin, end}: ShellFault): Fault {
	const surely = async (command: string) => {
		const {code, stderr} = await machine.run(`set -e\n${command}`);
		if (code !== 0) throw new Error(`${machine.name} could not do "${command}": ${stderr}`);
	};
	return {begin: () => surely(begin), end: () => surely(end)};
}
