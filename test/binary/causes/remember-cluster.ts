import {readFile} from 'node:fs/promises';
import {isDeepStrictEqual} from 'node:util';
import {eventually} from '../../sandbox/eventually.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {type Client, callCosmos, createClient} from '../../sandbox/sandbox-client.ts';

/** What takes accounts, repositories, agents and names back to how they are now, and away the apps that are not there yet. */
export function rememberCluster(sandbox: Sandbox): () => Promise<void> {
	const {users, acls, apps, mesosAgents, names} = sandbox;
	const known = new Set(apps.keys());
	const first = structuredClone({users, acls, mesosAgents});
	const [repositories, hosts] = [sandbox.repositories(), names.all()];
	return async () => {
		for (const id of apps.keys()) if (!known.has(id)) await removeApp(id, sandbox);
		refill(users, first.users);
		refill(acls, structuredClone(first.acls));
		for (const [index, agent] of mesosAgents.entries()) Object.assign(agent, structuredClone(first.mesosAgents[index]));
		for (const [host, endpoint] of hosts) if (names.lookUp(host) !== endpoint) await names.set(host, endpoint);
		if (!isDeepStrictEqual(sandbox.repositories(), repositories)) await replaceRepositories(repositories, sandbox);
	};
}

export function refill<Key, Value>(map: Map<Key, Value>, entries: Iterable<readonly [Key, Value]>): void {
	map.clear();
	for (const [key, value] of entries) map.set(key, value);
}

/** The superuser's, for what is done by hand. */
export async function clientOf({url, caFile, token}: Sandbox): Promise<Client> {
	return createClient(url, await readFile(caFile, 'utf8'), token);
}

/** Takes every package repository out of Cosmos' list. */
export async function removeRepositories(sandbox: Sandbox): Promise<void> {
	const client = await clientOf(sandbox);
	for (const {name} of sandbox.repositories()) await callCosmos(client, '/package/repository/delete', {name});
}

async function removeApp(id: string, sandbox: Sandbox): Promise<void> {
	const client = await clientOf(sandbox);
	await client('DELETE', `/service/marathon/v2/apps${id}?force=true`);
	await eventually(`the end of ${id}`, async () => !sandbox.apps.has(id));
}

async function replaceRepositories(repositories: ReturnType<Sandbox['repositories']>, sandbox: Sandbox): Promise<void> {
	await removeRepositories(sandbox);
	for (const repository of repositories) sandbox.putRepository(repository);
}
