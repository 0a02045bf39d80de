import type {SandboxOptions} from '../../sandbox/sandbox.ts';
import type {Installer} from './installer.ts';

/** An installation that is walked from request to request. */
export type Scenario = {
	/** What its rows of the table begin with. */
	name: string;
	cluster: Omit<SandboxOptions, 'directory'>;
	/** So many clusters side by side: more than the machine has processors, since much of the time is waiting. */
	clusters: number;
	/** Leads from a new cluster to the moment before it. */
	begin: (installer: Installer) => Promise<unknown>;
	words: readonly string[];
	/** Whether this request is one of those that run into the faults. */
	walks: (request: string) => boolean;
};

/** Every request of the first installation; of the others, what they write and it does not. */
export const scenarios: readonly Scenario[] = [
	{name: '', cluster: {}, clusters: 5, begin: async () => {}, words: ['install'], walks: () => true},
	{
		name: '1.12, no package: ',
		cluster: {version: '1.12.3'},
		clusters: 2,
		begin: async () => {},
		words: ['install', '--yes', '--service-name', 'dcos-registry'],
		walks: request => request === 'POST /package/repository/add',
	},
	{
		name: 'update: ',
		cluster: {},
		clusters: 2,
		begin: ({run}) => run(['install']),
		words: ['install', '--instances', '3', '--update', '--yes'],
		walks: request => request === 'POST /cosmos/service/update',
	},
];
