import {CosmosError} from './cosmos-error.ts';

export type Repository = {name: string; uri: string};

/** A name, an address, or both: what the error data of the repository operations names. */
type Given = {name?: string; uri?: string};

/** Inserts at the index, or appends. A list that has the name or the address already is refused. */
export function insertRepository(list: Repository[], repository: Repository, index = list.length): Repository[] {
	const {name, uri} = repository;
	const nameTaken = list.some(each => each.name === name);
	const uriTaken = list.some(each => each.uri === uri);
	if (nameTaken || uriTaken) throw alreadyPresent({...(nameTaken ? {name} : {}), ...(uriTaken ? {uri} : {})});
	if (index < 0 || index > list.length) {
		const data = {attempted: index, max: list.length};
		const range = `must be between 0 and ${list.length} inclusive.`;
		const message = `Index (${index}) is out of range. Index value ${range}`;
		throw new CosmosError('RepositoryAddIndexOutOfBounds', message, data);
	}
	return list.toSpliced(index, 0, repository);
}

/** With both a name and an address, both must match. */
export function removeRepository(list: Repository[], {name, uri}: Given): Repository[] {
	if (name === undefined && uri === undefined) {
		throw new CosmosError('RepoNameOrUriMissing', 'Must specify either the name or URI of the repository');
	}
	const matches = (each: Repository) =>
		(name === undefined || each.name === name) && (uri === undefined || each.uri === uri);
	if (!list.some(matches)) throw notPresent({name, uri});
	return list.filter(each => !matches(each));
}

/** Refuses what Cosmos would not even try to fetch. */
export function checkRepositoryUri(repository: Repository): void {
	if (!URL.canParse(repository.uri)) {
		const message = `URI for repository [${repository.name}] has invalid syntax: ${repository.uri}`;
		throw new CosmosError('RepositoryUriSyntax', message, {repository, cause: 'no absolute URI'});
	}
	if (!/^https?:/i.test(repository.uri)) {
		const message = `Repository URI [${repository.uri}] uses an unsupported scheme. Only http and https are supported`;
		throw new CosmosError('UnsupportedRepositoryUri', message, {uri: repository.uri});
	}
}

function alreadyPresent(given: Given): CosmosError {
	const message = describe(given, {both: 'are both', one: 'is'}, 'already present in the list');
	return new CosmosError('RepositoryAlreadyPresent', message, given);
}

function notPresent({name, uri}: Given): CosmosError {
	const both = `Neither repository name [${name}] nor URI [${uri}] are present in the list`;
	const message =
		name !== undefined && uri !== undefined
			? both
			: describe({name, uri}, {both: 'are both', one: 'is'}, 'not present in the list');
	return new CosmosError('RepositoryNotPresent', message, {name, uri});
}

function describe({name, uri}: Given, verb: {both: string; one: string}, what: string): string {
	if (name !== undefined && uri !== undefined) return `Repository name [${name}] and URI [${uri}] ${verb.both} ${what}`;
	return name === undefined
		? `Repository URI [${uri}] ${verb.one} ${what}`
		: `Repository name [${name}] ${verb.one} ${what}`;
}
