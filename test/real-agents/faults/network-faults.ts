import {addAddress, removeAddress} from '../address.ts';
import type {Bed} from '../bed.ts';
import type {Fault} from './fault.ts';

/** Faults of the network between the operator and an agent. */
export function networkFaults(bed: Bed, address: string): Record<'no-route' | 'drops-packets', Fault> {
	const routed = (prepare: () => Promise<void>, ...route: string[]): Fault => ({
		async begin() {
			await prepare();
			await removeAddress(bed, address);
			await bed.run(['ip', 'route', 'add', ...route]);
		},
		async end() {
			await bed.run(['ip', 'route', 'del', ...route]);
			await addAddress(bed, address);
		},
	});
	return {
		'no-route': routed(async () => {}, 'unreachable', `${address}/32`),
		'drops-packets': routed(() => addPit(bed), `${address}/32`, 'dev', 'pit'),
	};
}

/** An interface that asks nobody for a neighbour's address, and drops what it is given. */
async function addPit(bed: Bed): Promise<void> {
	await bed.run([
		'sh',
		'-c',
		'ip link show pit >/dev/null 2>&1 || { ip link add pit type ifb && ip link set pit up; }',
	]);
}
