import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {type ConnectProxyOptions, startConnectProxy} from '../../sandbox/connect-proxy.ts';
import type {SandboxOptions} from '../../sandbox/sandbox.ts';
import {type Operator, withOperator} from '../operator.ts';
import {type Store, type StoreOptions, storageWords, withStore} from '../store.ts';

type Flags = Readonly<Record<string, string | null>>;

/** An operator with a sandbox, and with more stores and proxies where a cause needs them. */
export type Scene = {
	t: ExecutionContext;
	operator: Operator;
	/** Every store beside the sandbox's. */
	stores: readonly Store[];
	/** The ports of this machine that show in texts, by what stands there. */
	ports: ReadonlyMap<number, string>;
	/** `storage s3` for the sandbox's store; another value replaces a flag's own, null leaves the flag out. */
	s3: (overrides?: Flags) => string[];
	store: (options?: StoreOptions) => Promise<Store>;
	/** A proxy before everything but the cluster, in the environment of the command. */
	proxy: (options: ConnectProxyOptions) => Promise<Record<string, string>>;
	/** The same for what is no proxy. */
	throughPort: (port: number) => Record<string, string>;
	/** Has the port shown as `name` in the golden files. */
	named: (port: number, name: string) => void;
	/** Writes a file of the operator's, 0600 when no mode is given. */
	write: (name: string, content: string | Buffer, mode?: number) => Promise<void>;
	/** Writes the options file. */
	options: (content: string) => Promise<void>;
};

export async function createScene(
	t: ExecutionContext,
	cluster: Omit<SandboxOptions, 'directory'> = {},
): Promise<Scene> {
	const operator = await withOperator(t, cluster);
	const {caFile, s3} = operator.sandbox;
	const address = {bucket: s3.bucket, path: 'packages/dcos', endpoint: s3.endpoint};
	const usual = {...address, 'endpoint-ca': caFile, credentials: s3.credentialsFile, profile: 'registry'};
	return {
		t,
		operator,
		...serversOf(t, operator),
		...filesOf(operator),
		s3: (overrides = {}) => ['storage', 's3', ...storageWords({...usual, ...overrides})],
	};
}

function serversOf(t: ExecutionContext, operator: Operator) {
	const stores: Store[] = [];
	const ports = new Map<number, string>();
	const throughPort = (port: number) => {
		ports.set(port, '<proxy port>');
		return proxyEnvironment(`http://127.0.0.1:${port}`);
	};
	return {
		stores,
		ports,
		throughPort,
		named: (port: number, name: string) => void ports.set(port, name),
		store: async (options?: StoreOptions) => {
			const store = await withStore(t, operator, options);
			ports.set(store.service.port, '<store port>');
			stores.push(store);
			return store;
		},
		proxy: async (options: ConnectProxyOptions) => {
			const proxy = await startConnectProxy(options);
			t.teardown(() => proxy.stop());
			return throughPort(proxy.port);
		},
	};
}

function proxyEnvironment(url: string) {
	return {HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: 'localhost'};
}

function filesOf({directory}: Operator) {
	const write = (name: string, content: string | Buffer, mode = 0o600) =>
		writeFile(path.join(directory, name), content, {mode});
	return {write, options: (content: string) => write('registry-options.json', content)};
}
