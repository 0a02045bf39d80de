import {appId, packageName, requiredPermission} from '../registry/naming.ts';
import type {Findings} from './preflight.ts';
import {type AccountState, isComplete} from './service-account.ts';
import type {StepReport} from './step.ts';

/** What each step would do, without doing it. */
export function plannedSteps(
	{account, change, service, package: definition, ...findings}: Findings,
	todo: {repository: boolean},
): StepReport[] {
	const would = (open: boolean): StepReport['state'] => (open ? 'would be done' : 'unchanged');
	const {bootstrap, repository} = findings;
	const version = definition?.version ?? '(the newest)';
	const known = definition !== null;
	return [
		...(bootstrap === null ? [] : [{step: 'package source', what: bootstrap.uri, state: would(true)} as const]),
		account === null
			? {step: 'service account', what: 'not ours to make', state: 'left out'}
			: {
					step: 'service account',
					what: `${account.uid}, key in ${account.secretPath}`,
					state: would(!isComplete(account)),
				},
		{step: 'package', what: `${packageName} ${version} as ${appId(service)}`, state: would(change !== null || !known)},
		repository === null
			? {step: 'repository', what: '--no-repo', state: 'left out'}
			: {step: 'repository', what: repository.uri, state: would(todo.repository)},
	];
}

/** Each write to the cluster that would follow, in order. */
export function plannedWrites(findings: Findings, todo: {repository: boolean}): string[] {
	const {account, change, service, package: definition, bootstrap, repository} = findings;
	const version = definition?.version ?? '(the newest)';
	return [
		...(bootstrap === null ? [] : [`append the package repository "${bootstrap.name}" ${bootstrap.uri}`]),
		...(account === null ? [] : accountWrites(account)),
		...(change === 'update' ? [`give ${appId(service)} these options in ${packageName} ${version}; it restarts`] : []),
		...(change === 'install' || definition === null ? [`install ${packageName} ${version} as ${appId(service)}`] : []),
		...(repository !== null && todo.repository
			? [`add the package repository "${repository.name}" ${repository.uri} in place ${repository.index}`]
			: []),
	];
}

function accountWrites({uid, secretPath, secret, account, granted}: AccountState): string[] {
	return [
		...(secret ? [] : [`create the secret ${secretPath} with a new RSA key of 2048 bits`]),
		...(account ? [] : [`create the service account ${uid} with its public key`]),
		...(granted
			? []
			: [
					`make the access control list of ${requiredPermission} if there is none`,
					`grant ${requiredPermission} full to ${uid}`,
				]),
	];
}
