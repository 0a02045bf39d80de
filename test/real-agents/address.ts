import type {Bed} from './bed.ts';

/** Gives the bed an address, on which its machines can listen. */
export async function addAddress(bed: Bed, address: string): Promise<void> {
	await bed.run(['ip', 'addr', 'add', ...addressWords(address)]);
}

/** Takes it away; who listens there goes on listening, and is reached again when it is back. */
export async function removeAddress(bed: Bed, address: string): Promise<void> {
	await bed.run(['ip', 'addr', 'del', ...addressWords(address)]);
}

function addressWords(address: string): string[] {
	return address.includes(':') ? [`${address}/128`, 'dev', 'lo', 'nodad'] : [`${address}/32`, 'dev', 'lo'];
}
