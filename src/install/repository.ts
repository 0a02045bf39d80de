import type {Cosmos, Repository} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
import {FailedError, InterruptedError, TimedOutError} from '../errors/errors.ts';
import type {Step} from '../output/progress.ts';
import type {Clock} from '../world.ts';
import {goOn} from './wait-healthy.ts';

/** The name and place under which the official documentation adds the registry. */
export const repositoryName = 'Registry';
const firstPlace = 0;

export type RepositoryState = 'present' | 'missing' | 'name taken';

/** Whether Cosmos reads this repository already. A repository counts by its URI: somebody may have named it otherwise. */
export function repositoryState(repositories: readonly Repository[], uri: string): RepositoryState {
	if (repositories.some(each => each.uri === uri)) return 'present';
	return repositories.some(each => each.name === repositoryName) ? 'name taken' : 'missing';
}

type Adding = {cosmos: Cosmos; clock: Clock; interrupted: AbortSignal; step: Step; until: number};

/** Milliseconds between two tries. */
const interval = 5000;

/** Cosmos tries the URL when it is told to add it, and the service's name takes minutes to reach every master. */
const settles = new Set([
	'RepositoryUriConnection',
	'UniverseClientHttpError',
	'UnsupportedContentType',
	'UnsupportedContentEncoding',
	'EndpointUriConnection',
	'GenericHttpError',
	'ConcurrentAccess',
	'RepositoryAlreadyPresent',
	'TimeoutError',
]);

/** Adds the repository in the first place and tries again while name and health settle. Looks first each time: safe to repeat. */
export async function addRepository(
	uri: string,
	{cosmos, clock, interrupted, step, until}: Adding,
): Promise<'unchanged' | 'added'> {
	for (let tries = 0; ; tries += 1) {
		const state = repositoryState(await cosmos.repositories(), uri);
		if (state === 'present') return tries === 0 ? 'unchanged' : 'added';
		if (state === 'name taken') throw nameTaken(uri);
		const reason = await cosmos
			.addRepository({name: repositoryName, uri, index: firstPlace})
			.then(() => null, whatSettles);
		if (reason === null) return 'added';
		step.update(`not reachable from Cosmos yet: ${reason}`);
		if (interrupted.aborted) throw new InterruptedError(`interrupted before Cosmos could reach ${uri}`);
		if (clock.now() >= until) throw new TimedOutError(`Cosmos cannot reach ${uri} yet: ${reason}`, {hint: goOn});
		await clock.sleep(interval, interrupted);
	}
}

function nameTaken(uri: string): FailedError {
	return new FailedError(`somebody has added another package repository "${repositoryName}" than ${uri}`, {
		hint: `if it is not needed: dcos package repo remove ${repositoryName}; then run the same command again`,
	});
}

function whatSettles(error: unknown): string {
	if (error instanceof ApiError && error.answer.type !== null && settles.has(error.answer.type)) {
		return error.answer.serverMessage ?? error.answer.type;
	}
	throw error;
}
