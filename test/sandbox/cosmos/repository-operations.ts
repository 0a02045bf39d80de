import {CosmosError} from './cosmos-error.ts';
import {fetchRepository} from './fetch-repository.ts';
import {plainOperation, type RequestBody} from './operation.ts';
import type {Catalog} from './package-operations.ts';
import {checkRepositoryUri, insertRepository, type Repository, removeRepository} from './repositories.ts';
import {optionalInteger, optionalText, requiredText} from './request-fields.ts';

/** The operations on the list of repositories; each of them answers the list as it is afterwards. */
export function repositoryOperations(catalog: Catalog) {
	const list = () => catalog.repositories;
	const add = async (body: RequestBody) => {
		const repository = {name: requiredText(body, 'name'), uri: requiredText(body, 'uri')};
		await prove(repository, catalog);
		catalog.repositories = insertRepository(catalog.repositories, repository, optionalInteger(body, 'index'));
		return catalog.repositories;
	};
	const remove = (body: RequestBody) => {
		const given = {name: optionalText(body, 'name'), uri: optionalText(body, 'uri')};
		catalog.repositories = removeRepository(catalog.repositories, given);
		return catalog.repositories;
	};
	const give = (repositories: Repository[]) => ({repositories});
	return {
		'/package/repository/list': plainOperation('package.repository.list', list, give),
		'/package/repository/add': plainOperation('package.repository.add', add, give),
		'/package/repository/delete': plainOperation('package.repository.delete', remove, give),
	};
}

/** Cosmos fetches a repository before it looks whether the list has it already; here its 500 becomes a 400. */
async function prove(repository: Repository, {client}: Catalog): Promise<void> {
	checkRepositoryUri(repository);
	try {
		await fetchRepository(repository, client);
	} catch (error) {
		if (!(error instanceof CosmosError) || error.type !== 'UniverseClientHttpError') throw error;
		throw new CosmosError(error.type, error.message, {...error.data, status: 400});
	}
}
