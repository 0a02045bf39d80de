import {type Answer, jsonAnswer} from './exchange.ts';

const mediaType = (version: string) => `application/vnd.dcos.universe.repo+json;charset=utf-8;version=${version}`;

/** The media types in which Cosmos takes a package repository. */
export const repositoryMediaTypes = [mediaType('v5'), mediaType('v4'), mediaType('v3')];

/** The answer of a package repository to Cosmos. */
export function repositoryAnswer(packages: object[]): Answer {
	return jsonAnswer(200, {packages}, mediaType('v4'));
}
