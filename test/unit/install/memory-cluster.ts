import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import type {Package, Repository} from '../../../src/dcos/cosmos.ts';
import type {App, ListedApp} from '../../../src/dcos/marathon-app.ts';
import type {MesosAgent} from '../../../src/dcos/mesos.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {type MemoryCosmos, memoryCosmos} from './memory-cosmos.ts';
import {memoryIam} from './memory-iam.ts';
import {universe} from './package.ts';

/** All that a cluster keeps. */
export type State = {
	/** Text by path. */
	secrets: Record<string, string>;
	/** Public key by name; null for somebody who is no service account. */
	accounts: Record<string, string | null>;
	/** Who holds `full`, by resource. */
	acls: Record<string, string[]>;
	repositories: Repository[];
	/** The registries that were installed, by app id. */
	services: Record<string, {packageVersion: string; given: JsonObject}>;
};

/** How one write goes wrong: whether it was done all the same, and with which error it ends. */
export type Fault = {done: boolean; error: Error};

/** Does one write to the cluster, or what a fault makes of it. */
export type Write = <T>(what: string, effect: () => T) => Promise<T>;

export type Traits = Partial<State> & {
	/** The packages that a repository has, by its URI; those of the Universe when it is left out. */
	offers?: Readonly<Record<string, readonly Package[]>>;
	/** Asked before each write with its words and its number, from 0. */
	fault?: (what: string, index: number) => Fault | null;
	/** Asked at each look at an app. */
	looks?: () => Partial<App>;
	/** How many looks an app is still there after its end began. */
	endsAfter?: number;
	otherApps?: readonly ListedApp[];
	agents?: readonly MesosAgent[];
	version?: {version: string; variant: string | null};
	mode?: string | null;
	over?: {[Api in keyof ClusterApis]?: Partial<ClusterApis[Api]>};
};

export type MemoryCluster = {
	cluster: ClusterApis;
	/** As it is now. */
	state: State;
	/** In order, those that failed included. */
	writes: readonly string[];
};

/** A cluster in memory, as far as a registry is installed in it. */
export function memoryCluster(traits: Traits = {}): MemoryCluster {
	const {secrets = {}, accounts = {}, acls = {}, repositories = [universe], services = {}, fault} = traits;
	const state: State = structuredClone({secrets, accounts, acls, repositories: [...repositories], services});
	const writes: string[] = [];
	const write: Write = async (what, effect) => {
		const index = writes.push(what) - 1;
		const found = fault?.(what, index) ?? null;
		if (found === null) return effect();
		if (found.done) effect();
		throw found.error;
	};
	const {cosmos, marathon} = memoryCosmos(state, write, traits);
	const apis = {
		login: {uid: 'me', ends: null},
		url: 'https://cluster',
		insecure: false,
		metadata: metadataOf(traits),
		secrets: storeOf(state, write),
		iam: memoryIam(state, write),
		cosmos,
		marathon,
		mesos: mesosOf(traits),
	};
	return {cluster: withParts(apis, traits.over), state, writes};
}

function withParts(apis: ClusterApis & MemoryCosmos, over: Traits['over'] = {}): ClusterApis {
	const parts = Object.entries(over).map(([name, part]) => {
		const below = apis[name as keyof ClusterApis];
		return [name, typeof below === 'object' ? {...below, ...(part as object)} : part];
	});
	return {...apis, ...Object.fromEntries(parts)};
}

export function agent(hostname: string, unreserved: Partial<MesosAgent['unreserved']> | null = {}): MesosAgent {
	return {
		id: hostname,
		hostname,
		pid: `slave(1)@${hostname}:5051`,
		active: true,
		drain: null,
		attributes: {},
		reservedResources: {},
		unreserved: unreserved && {cpus: 4, mem: 8192, disk: 10_000, ...unreserved},
	};
}

function metadataOf({version = {version: '2.2.1', variant: 'enterprise'}, mode = 'strict'}: Traits) {
	return {
		version: async () => version,
		securityMode: async () => mode,
		publicAddress: async () => null,
		caBundle: async () => '',
	};
}

function mesosOf({agents = [agent('10.0.0.1')]}: Traits): ClusterApis['mesos'] {
	return {agents: async () => agents, tasks: async () => [], drain: async () => {}, reactivate: async () => {}};
}

function storeOf({secrets}: State, write: Write): ClusterApis['secrets'] {
	return {
		read: async path => (secrets[path] === undefined ? null : new Secret(secrets[path])),
		create: (path, value) =>
			write(`secret ${path}`, () => {
				if (path in secrets) return 'exists';
				secrets[path] = value.reveal();
				return 'created';
			}),
		replace: (path, value) =>
			write(`replace secret ${path}`, () => {
				secrets[path] = value.reveal();
			}),
		remove: path =>
			write(`remove secret ${path}`, () => {
				delete secrets[path];
			}),
		sealed: async () => false,
	};
}
