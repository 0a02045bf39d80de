/** Where a name of the cluster leads to in the sandbox. */
export type Endpoint = {address: string; port: number};

/** What the cluster's DNS and layer-4 load balancer do together: names that only the cluster's inside can resolve. */
export type Names = {
	lookUp: (host: string) => Endpoint | undefined;
	/** The names that there are now. */
	all: () => Map<string, Endpoint>;
	/** undefined takes the name away. */
	set: (host: string, endpoint: Endpoint | undefined) => Promise<void>;
	/** Hears of every change from now on, such as an agent's resolver. */
	watch: (watcher: (host: string, endpoint: Endpoint | undefined) => Promise<void>) => void;
};

/** Knows no name at first. */
export function createNames(): Names {
	const endpoints = new Map<string, Endpoint>();
	const watchers: Parameters<Names['watch']>[0][] = [];
	return {
		lookUp: host => endpoints.get(host),
		all: () => new Map(endpoints),
		set: async (host, endpoint) => {
			if (endpoint === undefined) endpoints.delete(host);
			else endpoints.set(host, endpoint);
			await Promise.all(watchers.map(watcher => watcher(host, endpoint)));
		},
		watch: watcher => {
			watchers.push(watcher);
		},
	};
}

/** The name of a virtual IP in the cluster's DNS: DC/OS drops the slashes, "/my/dcos-registry" is "mydcos-registry…". */
export function vipHost(name: string): string {
	return `${name.replaceAll('/', '')}.marathon.l4lb.thisdcos.directory`;
}
