import {join} from 'node:path';
import {eventually} from '../sandbox/eventually.ts';
import {addAddress} from './address.ts';
import type {Bed} from './bed.ts';
import {isListening} from './listening.ts';
import {type Machine, startMachine} from './machine.ts';
import {connectionsTo} from './sshd-log.ts';

/** The SSH jump host of a cluster: a sshd with the limits that it has by default. */
export type RealProxy = {
	/** Where the operator reaches it. */
	address: string;
	/** Lines for known_hosts. */
	hostKeys: string;
	machine: Machine;
	/** Connections that it has taken since its start, those that it dropped for their number not among them. */
	connections: () => number;
};

const ownAddress = '192.0.2.3';
const farAddress = '192.0.2.4';

/** Starts the proxy; every packet to and from it takes `delay` milliseconds. */
export async function startProxy(bed: Bed, delay: number): Promise<RealProxy> {
	const machine = await startMachine(bed, {name: 'proxy', addresses: [ownAddress], docker: 'none'});
	const connections = () => connectionsTo(machine);
	const {hostKeys} = machine;
	if (delay === 0) return {address: ownAddress, hostKeys, machine, connections};
	await addAddress(bed, farAddress);
	const script = join(import.meta.dirname, 'delayed-port.ts');
	await bed.runInBackground([process.execPath, '--no-warnings', script, farAddress, ownAddress, String(delay)]);
	await eventually('the proxy can be reached from afar', async () => isListening(bed, farAddress, 22));
	return {address: farAddress, hostKeys: hostKeys + hostKeys.replace(ownAddress, farAddress), machine, connections};
}
