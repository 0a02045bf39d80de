import {escaped} from '../errors/escaped.ts';
import type {Agent} from './agent.ts';

/** Whether an address, a host name or an id of Mesos' means nothing to a shell or a terminal. */
export function isPlain(name: string): boolean {
	return /^[A-Za-z\d][\w.:%-]*$/.test(name);
}

/** The agent's address for people, escaped where it is not plain. */
export function shownAddress({address}: Pick<Agent, 'address'>): string {
	return isPlain(address) ? address : escaped(address);
}
