import {RefusedError} from '../../../src/errors/errors.ts';
import {lineProgress} from '../../../src/output/line-log.ts';
import type {Bucket, ObjectStore} from '../../../src/s3/object-store.ts';
import type {World} from '../../../src/world.ts';
import {memoryBucket} from './memory-bucket.ts';
import {type StorageCluster, storageCluster} from './storage-cluster.ts';

type Traits = {
	cluster?: StorageCluster;
	/** Text by path. */
	files?: Readonly<Record<string, string>>;
	openObjectStore?: (bucket: Bucket) => ObjectStore;
	confirm?: World['confirm'];
	/** Ctrl-C was pressed already. */
	interrupted?: boolean;
};

/** The keys of the profile "default", as the AWS tools keep them. */
export const awsCredentials = '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = canary\n';

/** A world in memory, with what was done in it. */
export function storageWorld(traits: Traits = {}) {
	const {cluster = storageCluster(), openObjectStore = () => memoryBucket().store} = traits;
	const files = new Map(Object.entries({'/home/.aws/credentials': awsCredentials, ...traits.files}));
	const lines: string[] = [];
	const questions: string[] = [];
	const done: string[] = [];
	const world = {
		env: {},
		clock: {now: () => 0, elapsed: () => 0},
		interrupted: traits.interrupted ? AbortSignal.abort() : new AbortController().signal,
		randomName: () => 'n',
		files: {
			home: '/home',
			read: async (path: string) => (files.has(path) ? Buffer.from(files.get(path) ?? '') : null),
			mode: async () => 0o600,
			refuseUnwritable: async (path: string) => {
				if (path.startsWith('/readonly/')) throw new RefusedError(`could not write ${path}`);
			},
			async writeAtomically(path: string, text: string) {
				done.push(`file ${path}`);
				files.set(path, text);
			},
		},
		progress: lineProgress(text => lines.push(text.trimEnd())),
		confirm: async (...given: Parameters<World['confirm']>) => {
			questions.push(...given[0]);
			await traits.confirm?.(...given);
		},
		cluster: async () => cluster.cluster,
		openObjectStore: async (bucket: Bucket) => openObjectStore(bucket),
	};
	return {world: world as unknown as World, files, lines, questions, done, secrets: cluster.secrets};
}
