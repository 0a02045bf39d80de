import type {Repository} from '../dcos/cosmos.ts';
import {removalOf} from '../registry/known-package.ts';
import {type Check, notChecked, ok, problem, toDo} from './check.ts';
import {repositoryState, type WantedRepository} from './repository.ts';

const name = 'repository';

/** Whether Cosmos reads the registry's packages already, or can be told to; `wanted` null: it is not to be told. */
export function checkRepository(repositories: readonly Repository[], wanted: WantedRepository | null): Check {
	if (wanted === null) return notChecked(name, 'left out (--no-repo)');
	const {name: own, uri, index} = wanted;
	const state = repositoryState(repositories, wanted);
	if (state === 'present') return ok(name, `Cosmos reads ${uri}`);
	if (state === 'name taken') {
		return problem(
			name,
			`the cluster has a package repository "${own}" that is not ${uri}`,
			`take another name with --repo-name; or, if nobody needs that one: ${removalOf(own)}`,
		);
	}
	if (index > repositories.length) {
		const what = `there is no place ${index} in the list of package repositories: it has ${repositories.length}`;
		return problem(name, what, `--repo-index takes 0 to ${repositories.length}; 0 is the first`);
	}
	return toDo(name, `${uri} is to be added as "${own}" in place ${index}`);
}
