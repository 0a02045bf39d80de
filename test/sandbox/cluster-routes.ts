import {createCaApi, createCaBundle} from './ca.ts';
import type {ClusterOptions, ClusterState} from './cluster-state.ts';
import {createCosmos} from './cosmos/cosmos.ts';
import {landingPage, notFoundPage} from './error-pages.ts';
import type {Service} from './exchange.ts';
import {isAllowed} from './iam/accounts.ts';
import {createIam} from './iam/iam.ts';
import {createLogin} from './iam/login.ts';
import {createMarathon} from './marathon/marathon.ts';
import {createDrain} from './mesos/drain-agent.ts';
import {createMesos, type MesosView} from './mesos/mesos.ts';
import {mesosVersionOf} from './mesos/mesos-version.ts';
import {createMesosDns, createNodes} from './mesos/nodes.ts';
import {type ClusterFacts, createBootstrapConfig, createMetadata, createVersion} from './metadata.ts';
import type {Route} from './routes.ts';
import {createSecrets, type MayUse} from './secrets.ts';

/** Which service answers below which path, and who gets that far. */
export function clusterRoutes(options: ClusterOptions, state: ClusterState): Route[] {
	const {facts, authority} = options;
	const {accounts, tokens, secrets} = state;
	const mayUse: MayUse = (uid, rid, action) => isAllowed(accounts, uid, rid, action);
	return [
		{prefix: '/', access: 'anyone', service: landingPage},
		{prefix: '/dcos-metadata/dcos-version.json', access: 'anyone', service: createVersion(facts)},
		{prefix: '/ca/dcos-ca.crt', access: 'anyone', service: createCaBundle(authority)},
		{prefix: '/ca/api/v2/info', access: 'anyone', service: createCaApi(authority)},
		{prefix: '/acs/api/v1/auth/', access: 'anyone', service: createLogin(accounts, tokens)},
		{prefix: '/acs/api/v1/', access: 'logged-in', service: createIam(accounts)},
		{prefix: '/secrets/v1/', access: 'logged-in', service: enterprise(facts, createSecrets(secrets, mayUse))},
		...guardedRoutes(options, state, mayUse),
	];
}

/** Open DC/OS does not have the service: to its Admin Router, the path is one like any other that leads nowhere. */
function enterprise({variant}: ClusterFacts, service: Service): Service {
	return variant === 'enterprise' ? service : notFoundPage;
}

/** The paths for which Admin Router itself asks for a permission. */
function guardedRoutes(options: ClusterOptions, state: ClusterState, mayUse: MayUse): Route[] {
	const {facts, authority, agents, now} = options;
	const {catalog, scheduler} = state;
	const cosmos = createCosmos(catalog, {scheduler, mayChange: mayChangeServices(mayUse)});
	const marathon = createMarathon(scheduler, now);
	const guarded: Record<string, [resource: string, service: Service]> = {
		'/ca/api/v2/': ['ops:ca:rw', createCaApi(authority)],
		'/package/': ['package', cosmos],
		'/cosmos/service/': ['package', cosmos],
		'/capabilities': ['package', cosmos],
		'/service/marathon/': ['service:marathon', marathon],
		'/marathon/': ['service:marathon', marathon],
		'/mesos/': ['ops:mesos', createMesos(mesosView(options, state))],
		'/mesos_dns/': ['ops:mesos-dns', createMesosDns(facts.masterAddress)],
		'/net/v1/': ['ops:networking', createNodes(agents)],
		'/metadata': ['ops:metadata', createMetadata(facts, state.metadata)],
		'/dcos-metadata/bootstrap-config.json': ['ops:metadata', enterprise(facts, createBootstrapConfig(facts))],
	};
	return Object.entries(guarded).map(([prefix, [resource, service]]) => {
		return {prefix, access: `dcos:adminrouter:${resource}`, service};
	});
}

function mesosView({facts, agents, now, pace}: ClusterOptions, {tasks, behaviour}: ClusterState): MesosView {
	const address = facts.masterAddress;
	const master = {id: facts.id, address, hostname: address, cluster: 'sandbox', version: mesosVersionOf(facts.version)};
	return {master, agents, tasks, drain: createDrain({tasks, now, pace, behaviour})};
}

/** Marathon's own permissions, in whose terms Cosmos acts for the user. */
function mayChangeServices(mayUse: MayUse) {
	return (uid: string, appId: string, action: string) =>
		foldersOf(appId).some(folder => mayUse(uid, `dcos:service:marathon:marathon:services:${folder}`, action));
}

/** A permission on a folder holds for everything in it: "/", "/infra", "/infra/dcos-registry". */
function foldersOf(appId: string): string[] {
	const names = appId.split('/').slice(1);
	return ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
}
