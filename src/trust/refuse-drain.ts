import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {RefusedError} from '../errors/errors.ts';
import type {TrustRequest} from './trust-request.ts';

/** Agents can be drained since Mesos 1.9, which came with DC/OS 2.0. */
export async function refuseDrainBefore2({restart}: TrustRequest, cluster: ClusterApis): Promise<void> {
	if (!restart.drain) return;
	const {version} = await cluster.metadata.version();
	if (!version.startsWith('1.')) return;
	throw new RefusedError(`DC/OS ${version} cannot drain agents, which came with 2.0`, {
		hint: 'leave --drain out; the plan names the tasks that a restart of Docker ends',
	});
}
