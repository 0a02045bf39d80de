import type {InsideAnswer, InsideClient} from '../inside-client.ts';
import {repositoryMediaTypes} from '../repository-format.ts';
import {CosmosError} from './cosmos-error.ts';
import {isCompatible} from './media-type.ts';
import type {PackageDefinition} from './package-definition.ts';
import type {Repository} from './repositories.ts';

/** Fetches a repository's packages as Cosmos does: a name that does not resolve, TLS or anything but 200 is an error. */
export async function fetchRepository(repository: Repository, client: InsideClient): Promise<PackageDefinition[]> {
	const {status, headers, body} = await connect(repository, client);
	if (status !== 200) {
		const what = `while fetching repository '${repository.name}' at ${repository.uri}: GET ${status}`;
		const data = {packageRepository: repository, method: 'GET', clientStatus: status, status: 500};
		throw new CosmosError('UniverseClientHttpError', `Unexpected upstream http error ${what}`, data, 500);
	}
	const type = headers['content-type'];
	if (type === undefined || !repositoryMediaTypes.some(each => isCompatible(each, type))) {
		const message = `Unsupported Content-Type: ${type} Accept: [${repositoryMediaTypes.join(', ')}]`;
		throw new CosmosError('UnsupportedContentType', message, {supported: repositoryMediaTypes, actual: type});
	}
	return (JSON.parse(body.toString('utf8')) as {packages: PackageDefinition[]}).packages;
}

async function connect(repository: Repository, client: InsideClient): Promise<InsideAnswer> {
	try {
		return await client(repository.uri, {headers: {accept: repositoryMediaTypes.join(',')}});
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		const message = `Could not access data at URI for repository [${repository.name}]: ${repository.uri}`;
		throw new CosmosError('RepositoryUriConnection', message, {repository, cause});
	}
}
