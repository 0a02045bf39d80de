import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {SecretPlan} from './stored-secret.ts';

type Intent = {
	cluster: Pick<ClusterApis, 'url' | 'insecure'>;
	/** null where no store is spoken to. */
	endpoint: string | null;
	/** null where no secret is written. */
	secret: Pick<SecretPlan, 'path' | 'state'> | null;
};

/** What somebody has to want before it is done, a line for each; empty when there is nothing to ask. */
export function thingsToConfirm({cluster, endpoint, secret}: Intent): string[] {
	return [
		...(cluster.insecure
			? [`The certificate of ${cluster.url} is not checked: whoever is in the middle can read the secret.`]
			: []),
		...(endpoint?.startsWith('http://')
			? [`${endpoint} is not encrypted: everyone on the way can read and change the packages.`]
			: []),
		...(secret?.state === 'replaced'
			? [`The secret ${secret.path} will be replaced; a running registry must restart to see it.`]
			: []),
	];
}
