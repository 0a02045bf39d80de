import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import type {Cosmos, Package} from '../../../src/dcos/cosmos.ts';
import type {Marathon} from '../../../src/dcos/marathon.ts';
import type {App} from '../../../src/dcos/marathon-app.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {textAt, valueAt} from '../../../src/options/json-path.ts';
import {merge} from '../../../src/options/merge.ts';
import {defaultsOf} from '../../../src/options/schema.ts';
import {refusal} from './faults.ts';
import type {State, Traits, Write} from './memory-cluster.ts';
import {definition, universe} from './package.ts';

export type MemoryCosmos = Pick<ClusterApis, 'cosmos' | 'marathon'>;

/** Cosmos and Marathon, as far as a registry's package goes: install and update at once, and end after some looks. */
export function memoryCosmos(state: State, write: Write, traits: Traits): MemoryCosmos {
	const {offers = {[universe.uri]: [definition]}, otherApps = []} = traits;
	const ending = new Map<string, number>();
	const onOffer = () => state.repositories.flatMap(({uri}) => offers[uri] ?? []);
	const configOf = (version: string) => onOffer().find(each => each.version === version)?.config ?? null;
	const taken = (id: string) => id in state.services || ending.has(id) || otherApps.some(each => each.id === id);
	const cosmos: Cosmos = {
		describe: async (_name, version) => find(onOffer(), version),
		versions: async () => (onOffer().length === 0 ? null : onOffer().map(each => each.version)),
		installed: async packageName =>
			Object.entries(state.services).map(([appId, {packageVersion}]) => ({appId, packageName, packageVersion})),
		async describeService(id) {
			const service = state.services[id];
			if (service === undefined) return null;
			const {packageVersion, given} = service;
			const config = configOf(packageVersion);
			const resolvedOptions = merge(defaultsOf(config), given);
			return {packageVersion, resolvedOptions, givenOptions: given, config, changesTo: []};
		},
		render: async ({options, packageVersion}) => rendered(merge(defaultsOf(configOf(packageVersion)), options)),
		install: ({packageVersion, options}) =>
			write('install', () => {
				const id = idIn(merge(defaultsOf(configOf(packageVersion)), options));
				if (taken(id)) return 'exists';
				state.services[id] = {packageVersion, given: options};
				return 'installed';
			}),
		update: ({appId, packageVersion, options}) =>
			write('update', () => {
				state.services[appId] = {packageVersion, given: options};
			}),
		uninstall: ({appId}) =>
			write('uninstall', () => {
				if (state.services[appId] === undefined) return 'absent';
				delete state.services[appId];
				ending.set(appId, traits.endsAfter ?? 0);
				return 'stopping';
			}),
		...repositoriesOf(state, write),
	};
	return {cosmos, marathon: marathonOf(state, ending, traits)};
}

function repositoriesOf(
	{repositories}: State,
	write: Write,
): Pick<Cosmos, 'repositories' | 'addRepository' | 'removeRepository'> {
	return {
		repositories: async () => [...repositories],
		addRepository: ({name, uri, index = repositories.length}) =>
			write(`repository ${name}`, () => {
				const present = repositories.some(each => each.name === name || each.uri === uri);
				if (present) throw refusal('RepositoryAlreadyPresent');
				repositories.splice(index, 0, {name, uri});
			}),
		removeRepository: ({name, uri}) =>
			write(`remove repository ${name}`, () => {
				const index = repositories.findIndex(each => each.name === name && each.uri === uri);
				if (index >= 0) repositories.splice(index, 1);
			}),
	};
}

function marathonOf({services}: State, ending: Map<string, number>, {looks, otherApps = []}: Traits): Marathon {
	const labels = {DCOS_PACKAGE_NAME: 'package-registry'};
	return {
		async app(id) {
			const left = ending.get(id);
			if (left === 0) ending.delete(id);
			else if (left !== undefined) ending.set(id, left - 1);
			return id in services || (left ?? 0) > 0 ? {...healthy, id, ...looks?.()} : null;
		},
		apps: async () => [...Object.keys(services).map(id => ({id, labels, virtualIps: [id]})), ...otherApps],
		labelled: async () => [],
		queued: async () => null,
		actions: async () => [],
	};
}

function find(all: readonly Package[], version: string | undefined): Package | null {
	return all.find(each => version === undefined || each.version === version) ?? null;
}

function idIn(resolved: JsonObject): string {
	const name = textAt(resolved, ['service', 'name']) ?? textAt(resolved, ['registry', 'service', 'name']) ?? '';
	return `/${name.replace(/^\/+/, '')}`;
}

function rendered(resolved: JsonObject): JsonObject {
	const instances = valueAt(resolved, ['service', 'instances']) ?? 1;
	return {id: idIn(resolved), instances, cpus: 1, mem: 2048, disk: 0};
}

/** An app of one instance that is well. */
export const healthy: App = {
	id: '/dcos-registry',
	instances: 1,
	cpus: 1,
	mem: 2048,
	disk: 0,
	constraints: [],
	tasksStaged: 0,
	tasksRunning: 1,
	tasksHealthy: 1,
	tasksUnhealthy: 0,
	deployments: 0,
	hasChecks: true,
	labels: {},
	lastTaskFailure: null,
	failingChecks: [],
};
