import type {Http} from './http.ts';
import {jsonOf} from './json.ts';

/** One entry of Mesos' list of agents, as far as it is used here. */
export type MesosAgent = {
	id: string;
	hostname: string;
	/** slave(1)@10.0.0.7:5051, or slave(1)@[fd00::7]:5051 */
	pid: string;
	active: boolean;
	attributes: Readonly<Record<string, unknown>>;
	/** By role. */
	reservedResources: Readonly<Record<string, unknown>>;
	/** What it has for every role, whether it is in use or not; null when it did not say. */
	unreserved: Resources | null;
};

/** Memory and disk in MiB. */
export type Resources = {cpus: number; mem: number; disk: number};

export type Mesos = {
	/** Every agent that is registered, running or not. On a strict cluster Mesos leaves out what the user may not see. */
	agents(): Promise<readonly MesosAgent[]>;
};

export function mesosOver(http: Http): Mesos {
	return {
		async agents() {
			const answer = await http({method: 'GET', path: '/mesos/master/slaves', expect: [200]});
			return jsonOf<{slaves: RawAgent[]}>(answer, "Mesos' list of agents").slaves.map(raw => ({
				id: raw.id,
				hostname: raw.hostname,
				pid: raw.pid,
				active: raw.active,
				attributes: raw.attributes ?? {},
				reservedResources: raw.reserved_resources ?? {},
				unreserved: raw.unreserved_resources ? resourcesIn(raw.unreserved_resources) : null,
			}));
		},
	};
}

type RawAgent = {
	id: string;
	hostname: string;
	pid: string;
	active: boolean;
	attributes?: Record<string, unknown>;
	reserved_resources?: Record<string, unknown>;
	unreserved_resources?: Partial<Resources>;
};

/** Mesos tells GPUs and ports too. */
function resourcesIn({cpus = 0, mem = 0, disk = 0}: Partial<Resources>): Resources {
	return {cpus, mem, disk};
}
