import {readFileSync} from 'node:fs';
import type {Bed} from './bed.ts';

/** Whether somebody in the bed listens at an IPv4 address and port. */
export function isListening(bed: Bed, address: string, port: number): boolean {
	const digits = (value: number, length: number) => value.toString(16).toUpperCase().padStart(length, '0');
	// The kernel prints the bytes of the address as a little-endian machine has them; 0A is the state of who listens.
	const bytes = address
		.split('.')
		.toReversed()
		.map(byte => digits(Number(byte), 2));
	const line = new RegExp(`: ${bytes.join('')}:${digits(port, 4)} \\S+ 0A `);
	return line.test(readFileSync(`/proc/${bed.pid}/net/tcp`, 'utf8'));
}
