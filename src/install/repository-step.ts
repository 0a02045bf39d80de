import {inStep} from './in-step.ts';
import {addRepository} from './repository.ts';
import {sameCommand} from './request.ts';
import type {Perform} from './step.ts';
import {waitReadable} from './wait-readable.ts';

/** Has Cosmos read the registry's packages, once its name has reached every master. */
export const repositoryStep: Perform = async ({repository, silent}, {request, cluster, world, journal, until}) => {
	if (repository === null) return {step: 'repository', what: '--no-repo', state: 'left out'};
	return inStep('Repository', world, async step => {
		const {name, uri, index} = repository;
		const waiting = {...world, cosmos: cluster.cosmos, step, until, goOn: sameCommand(request)};
		const result = await addRepository(repository, {...waiting, journal});
		if (silent) await waitReadable(uri, waiting);
		if (result === 'unchanged') step.unchanged(uri);
		else step.done(`${uri} added as "${name}" in place ${index}`);
		return {step: 'repository', what: uri, state: result === 'unchanged' ? 'unchanged' : 'done'};
	});
};
