import {startAdminRouter} from './admin-router.ts';
import {clusterRoutes} from './cluster-routes.ts';
import {type ClusterOptions, type ClusterState, createClusterState} from './cluster-state.ts';
import {isAllowed} from './iam/accounts.ts';
import type {LoopbackServer} from './loopback-server.ts';
import {repositoriesFor} from './package-repositories.ts';
import {serveRepository} from './serve-repository.ts';

/** The masters of the sandbox: everything behind Admin Router, and what it remembers. */
export type Cluster = ClusterState & {
	/** Admin Router's port on the loopback interface. */
	port: number;
	stop: () => Promise<void>;
};

const masterNames = ['master.mesos', 'leader.mesos'];

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const state = await createClusterState(options);
	const repositories = repositoriesFor(options.facts.version).map(repository => serveRepository(repository, options));
	const [master, ...others] = await Promise.all([startMaster(options, state), ...repositories]);
	const stop = async () => {
		await state.scheduler.stop();
		await Promise.all([master, ...others].map(server => server.stop()));
	};
	return {...state, port: master.port, stop};
}

async function startMaster(options: ClusterOptions, state: ClusterState): Promise<LoopbackServer> {
	const {authority, names, faults, record} = options;
	const server = await startAdminRouter({
		certificate: await authority.issue(['localhost', '127.0.0.1', ...masterNames]),
		routes: clusterRoutes(options, state),
		gatekeeper: {
			userOf: state.tokens.userOf,
			isAllowed: (uid, rid, action) => isAllowed(state.accounts, uid, rid, action),
		},
		faults,
		record,
		unknown: request => state.unknownRequests.push(request),
	});
	for (const name of masterNames) await names.set(name, {address: '127.0.0.1', port: server.port});
	return server;
}
