import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Snapshot} from '../../sandbox/snapshot.ts';
import type {Operator} from '../operator.ts';
import type {Store} from '../store.ts';
import {refill, rememberCluster} from './remember-cluster.ts';

/** Everything that a command could change. */
export type View = {
	cluster: Omit<Snapshot, 'objects' | 'uploads'>;
	/** What is in the buckets, by store, bucket and key; uploads in parts that nobody ended are there too. */
	objects: Record<string, string>;
	/** The operator's files, by name. */
	files: Record<string, string>;
};

type Surroundings = {operator: Operator; stores: readonly Store[]};

export async function lookAround({operator, stores}: Surroundings): Promise<View> {
	const {objects, uploads, ...cluster} = await operator.sandbox.state();
	const inParts = uploads.map(key => [key, 'upload'] as const);
	return {
		cluster,
		objects: {...objects, ...Object.fromEntries(inParts), ...Object.fromEntries(stores.flatMap(contentsOf))},
		files: Object.fromEntries(await filesIn(operator.directory)),
	};
}

/** What takes everything back to how it is now, and switches faults off. */
export async function remember({operator, stores}: Surroundings): Promise<() => Promise<void>> {
	const {secrets, faults, s3} = operator.sandbox;
	const stored = [...secrets.secrets];
	const files = await filesIn(operator.directory);
	const restoreCluster = rememberCluster(operator.sandbox);
	return async () => {
		for (const each of [faults, s3.service.faults, ...stores.map(store => store.service.faults)]) each.clear();
		await restoreCluster();
		secrets.sealed = false;
		refill(secrets.secrets, stored);
		await rm(operator.directory, {recursive: true});
		await mkdir(operator.directory);
		for (const [name, content] of files) await writeFile(path.join(operator.directory, name), content, 'latin1');
	};
}

function contentsOf({service, buckets}: Store): (readonly [key: string, content: string])[] {
	return buckets.flatMap(bucket => {
		const name = (key: string) => `${service.port} ${bucket} ${key}`;
		return [
			...service
				.objects(bucket)
				.map(key => [name(key), service.object(bucket, key)?.toString('base64') ?? ''] as const),
			...service.uploads(bucket).map(key => [name(key), 'upload'] as const),
		];
	});
}

async function filesIn(directory: string): Promise<[name: string, content: string][]> {
	const entries = await readdir(directory, {withFileTypes: true});
	const names = entries.filter(entry => entry.isFile()).map(entry => entry.name);
	return Promise.all(names.map(async name => [name, await readFile(path.join(directory, name), 'latin1')]));
}
