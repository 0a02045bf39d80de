import {type Behaviour, behaveAsUsual} from '../../sandbox/marathon/behaviour.ts';
import type {Client} from '../../sandbox/sandbox-client.ts';
import type {AtShell} from '../at-shell.ts';

/** Something for which an installation waits in vain. */
export type Reason = {
	/** What it is, in words that also name its golden file. */
	of: string;
	flags?: readonly string[];
	/** Lets it wait; called before the installation, and everything is taken back after it. */
	begin: (shell: AtShell) => unknown;
	/** Whether the cluster has come to where it stays. */
	isSettled: (seen: Seen) => boolean;
	/** Lets the cluster finish. */
	end: (shell: AtShell) => unknown;
};

/** What Marathon tells of the registry's app. */
type Seen = {
	app: {tasksStaged: number; tasksUnhealthy: number; deployments: object[]; lastTaskFailure?: object};
	/** Its instances wait for offers, and some were refused. */
	isRefused: boolean;
};

const isUnhealthy: Reason['isSettled'] = ({app}) => app.tasksUnhealthy === 2;
const isRefused: Reason['isSettled'] = seen => seen.isRefused;

export const waitReasons: readonly Reason[] = [
	behaves('an image that is being pulled', {staging: true}, ({app}) => app.tasksStaged === 2),
	behaves(
		'tasks that fail at launch',
		{failure: 'Failed to launch container: Failed to fetch all URIs'},
		({app}) => app.tasksStaged === 0 && app.lastTaskFailure !== undefined,
	),
	behaves('a health check that fails', {unhealthy: 'Command exited with status 7'}, isUnhealthy),
	behaves('a health check that fails without a cause', {unhealthy: ''}, isUnhealthy),
	lacks('memory', {mem: 13_000}),
	lacks('cpus', {cpus: 3.5}),
	lacks('disk', {disk: 95_000}),
	losesItsAgent('an agent that is gone'),
	behaves('a name that is not in the DNS', {nameless: true}, ({app}) => app.deployments.length === 0),
];

function behaves(of: string, behaviour: Behaviour, isSettled: Reason['isSettled']): Reason {
	return {
		of,
		isSettled,
		begin: ({sandbox}) => Object.assign(sandbox.behaviour, behaviour),
		end: ({sandbox}) => behaveAsUsual(sandbox.behaviour),
	};
}

function lacks(of: string, resources: Resources): Reason {
	return {of, isSettled: isRefused, begin: ({client}) => occupy(client, resources), end: ({client}) => leave(client)};
}

/** The agent to which the registry is pinned goes away after everything was looked at. */
function losesItsAgent(of: string): Reason {
	const volume = {'container-path': 'package-registry', 'pinned-hostname': 'agent-1.sandbox'};
	const setActive = ({sandbox: {mesosAgents}}: AtShell, active: boolean) =>
		Object.assign(mesosAgents[0] ?? {}, {active});
	return {
		of,
		isSettled: isRefused,
		flags: ['--options', 'volume.json'],
		async begin(shell) {
			await shell.write('volume.json', JSON.stringify({registry: {'mount-volume': volume}}));
			// the other one must not be left out for its role
			Object.assign(shell.sandbox.mesosAgents[1] ?? {}, {public: false});
			const match = (method: string, path: string) => `${method} ${path}` === 'POST /package/install';
			shell.sandbox.faults.add({kind: 'watch', match, before: () => void setActive(shell, false)});
		},
		end: shell => setActive(shell, true),
	};
}

type Resources = {cpus?: number; mem?: number; disk?: number};

const marathon = '/service/marathon/v2/apps';

/** Another app takes so much of each agent that is not public. */
export async function occupy(client: Client, resources: Resources, agents = 1): Promise<void> {
	const none = {cpus: 0, mem: 0, disk: 0};
	const id = `/other/${Object.keys(resources).join('-')}`;
	const constraints = [['hostname', 'UNIQUE']];
	const {status, text} = await client('POST', marathon, {...none, ...resources, id, constraints, instances: agents});
	if (status !== 201) throw new Error(text);
}

/** What Marathon tells now; undefined while there is no such app. */
export async function lookAtRegistry(client: Client): Promise<Seen | undefined> {
	const id = '/dcos-registry';
	const {status, json} = await client('GET', `${marathon}${id}?embed=app.lastTaskFailure`);
	if (status !== 200) return undefined;
	const {queue} = (await client('GET', '/service/marathon/v2/queue')).json as {queue: QueueItem[]};
	const refusals = queue.find(({app}) => app.id === id)?.processedOffersSummary.rejectSummaryLastOffers ?? [];
	return {app: json.app, isRefused: refusals.some(({declined}) => declined > 0)};
}

type QueueItem = {app: {id: string}; processedOffersSummary: {rejectSummaryLastOffers: {declined: number}[]}};

/** Every other app goes away. */
export async function leave(client: Client): Promise<void> {
	const {apps} = (await client('GET', marathon)).json as {apps: {id: string}[]};
	const others = apps.map(({id}) => id).filter(id => id.startsWith('/other/'));
	for (const id of others) await client('DELETE', `${marathon}${id}?force=true`);
}
