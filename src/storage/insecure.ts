import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {World} from '../world.ts';

/** Before a secret goes over a connection that anyone may read, somebody has to want that. Plain http to the store counts too. */
export async function confirmInsecure(
	cluster: ClusterApis,
	{endpoint, dryRun}: {endpoint: string; dryRun: boolean},
	world: World,
): Promise<void> {
	const plan = [
		...(cluster.insecure
			? [`Warning: the certificate of ${cluster.url} is not checked, so whoever is in the middle can read the secret`]
			: []),
		...(endpoint.startsWith('http://')
			? [`Warning: ${endpoint} is not encrypted, so everyone on the way can read the packages`]
			: []),
	];
	if (plan.length > 0 && !dryRun) await world.confirm(plan, 'Go on?');
}
