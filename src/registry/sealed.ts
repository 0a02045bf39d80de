import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {LoginError, RefusedError} from '../errors/errors.ts';

/** A sealed store neither gives nor takes secrets. Whoever may not ask for it learns it from the next request. */
export async function refuseSealed({secrets}: Pick<ClusterApis, 'secrets'>): Promise<void> {
	const sealed = await secrets.sealed().catch(error => {
		if (error instanceof LoginError) return false;
		throw error;
	});
	if (sealed === null) {
		throw new RefusedError('the cluster has no secret store "default"', {
			hint: 'the package registry keeps its keys there; see what the cluster has: dcos security secrets list /',
		});
	}
	if (!sealed) return;
	throw new RefusedError("the cluster's secret store is sealed: no secret can be read or written", {
		hint: 'unseal it on every master (PUT /secrets/v1/unseal/default), then run this again',
	});
}
