/** What the daemon says of itself, in the shape that `--format` takes. No containers run on an agent of the sandbox. */
export const versionFacts = {
	Client: {Version: '20.10.24', Os: 'linux'},
	Server: {Version: '20.10.24', ApiVersion: '1.41', Os: 'linux'},
};

type Circumstances = {insecure: readonly string[]; networks: readonly string[]; proxy: string | null};

/** With the registries and networks that the daemon has as insecure, and the proxy that it goes through. */
export function infoFacts({insecure, networks, proxy}: Circumstances) {
	const official = {Name: 'docker.io', Mirrors: [], Secure: true, Official: true};
	const own = insecure.map(name => [name, {Name: name, Mirrors: [], Secure: false, Official: false}] as const);
	return {
		ServerVersion: versionFacts.Server.Version,
		Containers: 0,
		ContainersRunning: 0,
		LiveRestoreEnabled: false,
		HTTPProxy: proxy ?? '',
		HTTPSProxy: proxy ?? '',
		NoProxy: '',
		RegistryConfig: {
			IndexConfigs: Object.fromEntries([['docker.io', official], ...own]),
			InsecureRegistryCIDRs: [...networks, '127.0.0.0/8'],
			Mirrors: [],
		},
	};
}

/** A line for every fact, as where nobody asked for a format. */
export function listFacts(facts: object, indent = ''): string {
	const lines = Object.entries(facts).map(([name, value]) => {
		if (typeof value !== 'object') return `${indent}${name}: ${value}\n`;
		return `${indent}${name}:\n${listFacts(value, `${indent} `)}`;
	});
	return lines.join('');
}
