import type {Cosmos, Repository} from '../dcos/cosmos.ts';
import {ApiError, isUnclear} from '../errors/api-error.ts';
import {FailedError, type UserError} from '../errors/errors.ts';
import {removalOf} from '../registry/known-package.ts';
import {keepLooking, type Waiting} from './keep-looking.ts';
import type {Journal} from './undo.ts';

/** What Cosmos is to read packages from, and in which place of its list; 0 is the first. */
export type WantedRepository = Repository & {index: number};

export type RepositoryState = 'present' | 'missing' | 'name taken';

/** Whether Cosmos reads this repository already. A repository counts by its URI: somebody may have named it otherwise. */
export function repositoryState(repositories: readonly Repository[], {name, uri}: Repository): RepositoryState {
	if (repositories.some(each => each.uri === uri)) return 'present';
	return repositories.some(each => each.name === name) ? 'name taken' : 'missing';
}

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

/** Adds the repository and tries again while name and health settle. Looks first each time: safe to repeat. */
export async function addRepository(
	wanted: WantedRepository,
	{cosmos, journal, ...waiting}: Waiting & {cosmos: Cosmos; journal: Journal},
): Promise<'unchanged' | 'added'> {
	const {uri} = wanted;
	const attempt = attempts(wanted, cosmos, journal);
	return keepLooking<'unchanged' | 'added'>(
		async () => {
			const outcome = await attempt().catch(whatSettles);
			return typeof outcome === 'string'
				? {over: outcome}
				: {state: 'not reachable from Cosmos yet', why: outcome.reason};
		},
		waiting,
		{
			interrupted: () => `interrupted before Cosmos could reach ${uri}`,
			timedOut: ({why}) => `Cosmos cannot reach ${uri} yet: ${why}`,
		},
	);
}

/** One try after the other; an entry that is there after a try of ours without an answer counts as ours. */
function attempts(wanted: WantedRepository, cosmos: Cosmos, journal: Journal): () => Promise<'unchanged' | 'added'> {
	let unanswered: ReturnType<Journal['add']> | null = null;
	return async () => {
		const state = repositoryState(await cosmos.repositories(), wanted);
		if (state === 'present') return unanswered === null ? 'unchanged' : 'added';
		if (state === 'name taken') throw nameTaken(wanted);
		const entry = unanswered ?? journal.add(undoable(wanted, cosmos));
		await cosmos.addRepository(wanted).catch(error => {
			if (isUnclear(error)) unanswered = entry;
			else if (unanswered === null) entry.forget();
			throw error;
		});
		return 'added';
	};
}

/** Only the very entry goes, by name and URI. */
export function undoable({name, uri}: Repository, cosmos: Cosmos) {
	return {
		what: `the package repository ${name} (${uri})`,
		async undo() {
			if (!(await cosmos.repositories()).some(each => each.name === name && each.uri === uri)) return 'nothing to undo';
			await cosmos.removeRepository({name, uri});
			return 'undone';
		},
		command: removalOf(name),
	} as const;
}

function nameTaken({name, uri}: Repository): FailedError {
	return new FailedError(`somebody has added another package repository "${name}" than ${uri}`, {
		hint: `if it is not needed: ${removalOf(name)}; then run the same command again`,
	});
}

/** For a rejection: why it is worth another try. Throws what no waiting mends. */
export function whatSettles(error: UserError): {reason: string} {
	if (error instanceof ApiError && error.answer.type !== null && settles.has(error.answer.type)) {
		return {reason: error.answer.serverMessage ?? error.answer.type};
	}
	if (isUnclear(error)) return {reason: error.message};
	throw error;
}
