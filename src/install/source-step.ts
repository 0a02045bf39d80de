import type {Repository} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
import {FailedError} from '../errors/errors.ts';
import {inStep} from './in-step.ts';
import {undoable} from './repository.ts';
import type {Around, StepReport} from './step.ts';
import {surely} from './surely.ts';

/** Appends the repository from which the package comes to those that Cosmos reads. Safe to repeat. */
export async function addPackageSource(
	repository: Repository,
	{cluster: {cosmos}, world, journal}: Pick<Around, 'cluster' | 'world' | 'journal'>,
): Promise<StepReport> {
	const {name, uri} = repository;
	const isThere = async () => (await cosmos.repositories()).some(each => each.uri === uri);
	const write = async () => {
		// somebody else may have added it since the look around
		if (await isThere()) return 'exists';
		await cosmos.addRepository(repository);
		return 'added';
	};
	return inStep('Package source', world, async step => {
		const entry = journal.add(undoable(repository, cosmos));
		const whose = await surely({write, isThere}, world).catch(error => {
			if (!(error instanceof ApiError)) throw error;
			throw new FailedError(`Cosmos does not add ${uri}: ${error.answer.serverMessage ?? error.message}`, {
				hint: 'name a package repository that the masters can reach with --bootstrap-repo',
			});
		});
		if (whose === 'theirs') {
			entry.forget();
			step.unchanged(`${uri} is there already`);
		} else {
			step.done(`${uri} added as "${name}"`);
		}
		return {step: 'package source', what: uri, state: whose === 'ours' ? 'done' : 'unchanged'};
	});
}
