import {type AdminRouter, startAdminRouter} from './admin-router.ts';
import {clusterRoutes} from './cluster-routes.ts';
import {type ClusterOptions, type ClusterState, createClusterState, masterNames} from './cluster-state.ts';
import {isAllowed} from './iam/accounts.ts';
import {repositoriesFor} from './package-repositories.ts';
import {rememberCluster} from './remember-cluster.ts';
import {serveRepository} from './serve-repository.ts';

/** The masters of the sandbox: everything behind Admin Router, and what it remembers. */
export type Cluster = ClusterState & {
	/** Admin Router's port on the loopback interface. */
	port: number;
	/** Waits for what is being done, and takes everything back to how it was after the start. */
	reset: () => Promise<void>;
	stop: () => Promise<void>;
};

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const state = await createClusterState(options);
	const repositories = repositoriesFor(options.facts).map(repository => serveRepository(repository, options));
	const [master, ...others] = await Promise.all([startMaster(options, state), ...repositories]);
	const restore = rememberCluster(options, state);
	const reset = async () => {
		options.faults.clear();
		await master.atRest();
		await restore();
	};
	const stop = async () => {
		// Else what drains would go on.
		for (const agent of options.agents) agent.drain = null;
		await state.scheduler.clear();
		await Promise.all([master, ...others].map(server => server.stop()));
	};
	return {...state, port: master.port, reset, stop};
}

async function startMaster(options: ClusterOptions, state: ClusterState): Promise<AdminRouter> {
	const {authority, names, faults, record, facts} = options;
	const server = await startAdminRouter({
		certificate: await authority.issue(['localhost', '127.0.0.1', ...masterNames]),
		routes: clusterRoutes(options, state),
		gatekeeper: {
			userOf: state.tokens.userOf,
			isAllowed: (uid, rid, action) => isAllowed(state.accounts, uid, rid, action),
		},
		challenge: facts.variant === 'open' ? 'oauthjwt' : 'acsjwt',
		faults,
		record,
		requests: state.requests,
		unknown: request => state.unknownRequests.push(request),
	});
	for (const name of masterNames) await names.set(name, {address: '127.0.0.1', port: server.port});
	return server;
}
