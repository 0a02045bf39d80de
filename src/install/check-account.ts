import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {LoginError} from '../errors/errors.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {asProblem, type Check, ok, problem, toDo, warning} from './check.ts';
import {type AccountState, type AccountWish, inspectAccount, isComplete, missingParts} from './service-account.ts';

const name = 'service account';

export type AccountLook = {
	/** null when the user may not see it. */
	state: AccountState | null;
	checks: readonly Check[];
};

/** Whether the service account is complete, can be completed, or must be cleared by somebody first. */
export async function checkAccount(
	cluster: Pick<ClusterApis, 'secrets' | 'iam'>,
	wish: AccountWish,
	{makeAccount, mode}: {makeAccount: boolean; mode: string | null},
): Promise<AccountLook> {
	try {
		const state = await inspectAccount(cluster, wish);
		return {state, checks: [checkState(state, makeAccount), ...checkEndpoint(state, mode)]};
	} catch (error) {
		const check = error instanceof LoginError && error.forbidden ? hidden(error, makeAccount) : asProblem(name)(error);
		return {state: null, checks: [check]};
	}
}

function checkState(state: AccountState, makeAccount: boolean): Check {
	const {uid, secretPath} = state;
	if (state.problem !== null) return problem(name, state.problem.what, state.problem.hint);
	if (isComplete(state)) return ok(name, `${uid}, key in ${secretPath}`);
	const missing = missingParts(state).join(', ');
	if (makeAccount) return toDo(name, `to be made: ${missing}`);
	return problem(
		name,
		`--no-service-account is given, and this is missing: ${missing}`,
		'have it made, or leave --no-service-account out, so that this makes it',
	);
}

/** A strict cluster has no login without TLS. */
function checkEndpoint({loginEndpoint, secretPath}: AccountState, mode: string | null): Check[] {
	if (mode !== 'strict' || !loginEndpoint?.startsWith('http:')) return [];
	const what = `the secret ${secretPath} has the login address ${loginEndpoint}, and a strict cluster may want https`;
	return [warning(name, what, 'dcos security secrets create-sa-secret --strict makes one with https')];
}

/** Reading accounts takes the same permission as making them: superuser. */
function hidden(error: LoginError, makeAccount: boolean): Check {
	if (!makeAccount) return warning(name, `the service account could not be checked: ${error.message}`);
	const others = 'or have the account made, and give --no-service-account';
	return problem(name, error.message, `${error.hint ?? ''}; ${others}`, exitCodes.notAllowed);
}
