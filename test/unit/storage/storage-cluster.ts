import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {Secret} from '../../../src/errors/secret.ts';

const s3 = {
	properties: {
		'credential-secret-path': {},
		'credential-profile-name': {},
		bucket: {},
		path: {},
		endpoint: {},
	},
};
const service = {properties: {name: {default: 'dcos-registry'}, instances: {}, mem: {}}};
const volume = {properties: {'container-path': {}, 'pinned-hostname': {}}};
const account = {'service-account-secret-path': {}};

/** The config schema of a package of 1.13 and newer, and of one of 1.12. */
export const newConfig = {
	properties: {service, registry: {properties: {...account, s3, 'mount-volume': volume}}},
};
export const oldConfig = {properties: {registry: {properties: {...account, service, s3}}}};

type Traits = {
	/** null: no repository has the package; `broken`: a repository does not answer. */
	config?: JsonObject | null | 'broken';
	version?: string;
	/** The registries that run, by name; null where Cosmos kept no options. */
	installed?: Readonly<Record<string, JsonObject | null>>;
	installedConfig?: JsonObject;
	secrets?: Readonly<Record<string, string>>;
	agents?: readonly string[];
	insecure?: boolean;
	over?: Partial<ClusterApis['secrets']>;
};

export type StorageCluster = {cluster: ClusterApis; secrets: ReadonlyMap<string, string>};

/** A cluster in memory, as far as a storage is chosen with it. */
export function storageCluster(traits: Traits = {}): StorageCluster {
	const {config = newConfig, version = '2.2.1', installed = {}, agents = [], insecure = false, over} = traits;
	const {installedConfig = newConfig} = traits;
	const secrets = new Map(Object.entries(traits.secrets ?? {}));
	const cluster = {
		url: 'https://cluster',
		insecure,
		metadata: {version: async () => ({version, variant: 'enterprise'})},
		secrets: {...storeOf(secrets), ...over},
		cosmos: {
			describe: () => described(config),
			installed: async () => Object.keys(installed).map(name => ({appId: `/${name}`})),
			describeService: async (appId: string) => ({
				packageVersion: '1.0.0',
				resolvedOptions: installed[appId.slice(1)] ?? null,
				givenOptions: null,
				config: installedConfig,
				changesTo: [],
			}),
		},
		marathon: {app: async (id: string) => appOf(id, Object.keys(installed))},
		mesos: {agents: async () => agents.map(hostname => ({hostname}))},
	};
	return {cluster: cluster as unknown as ClusterApis, secrets};
}

async function described(config: JsonObject | null | 'broken') {
	if (config === null) return null;
	if (config !== 'broken') return {name: 'package-registry', version: '2.0.0', config};
	const path = '/package/describe';
	const answer = {method: 'POST', path, status: 400, type: null, serverMessage: 'no route', data: null};
	throw new ApiError('the cluster answered 400', answer);
}

function appOf(id: string, names: readonly string[]) {
	const labels = {DCOS_PACKAGE_NAME: 'package-registry', DCOS_PACKAGE_VERSION: '1.0.0'};
	return names.includes(id.slice(1)) ? {id, labels} : null;
}

function storeOf(secrets: Map<string, string>): ClusterApis['secrets'] {
	return {
		async read(path) {
			const value = secrets.get(path);
			return value === undefined ? null : new Secret(value);
		},
		async create(path, value) {
			if (secrets.has(path)) return 'exists';
			secrets.set(path, value.reveal());
			return 'created';
		},
		replace: async (path, value) => void secrets.set(path, value.reveal()),
		remove: async path => void secrets.delete(path),
		sealed: async () => false,
	};
}
