import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {appId} from '../registry/naming.ts';
import {changeInWords} from './differences.ts';
import type {Findings} from './preflight.ts';

/** What somebody has to want before it is done, a line for each; empty when there is nothing to ask. */
export function thingsToConfirm({url, insecure}: Pick<ClusterApis, 'url' | 'insecure'>, findings: Findings): string[] {
	const {account, bootstrap, change, service, resolved, installed, package: definition} = findings;
	return [
		...(insecure && account !== null && !account.secret
			? [`The certificate of ${url} is not checked: whoever is in the middle can read the account's private key.`]
			: []),
		...(bootstrap === null
			? []
			: [
					`No package repository of the cluster has the package: "${bootstrap.name}" (${bootstrap.uri}) will be added as the last one.`,
				]),
		...(change === 'update'
			? [`${appId(service)} will be changed, and restarts: ${changeInWords({installed, resolved, definition})}`]
			: []),
	];
}
