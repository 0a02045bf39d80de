import {type Answer, emptyAnswer, jsonAnswer} from '../exchange.ts';
import {repositoryAnswer} from '../repository-format.ts';

/** What the registry answers: its health, its packages to Cosmos, and its images, of which it has none, to Docker. */
export function answerAsRegistry(method: string, url: string, packages: string[]): Answer {
	const path = url.split('?')[0] ?? '/';
	if (method !== 'GET' && method !== 'HEAD') return emptyAnswer(405);
	if (path === '/' || path === '/health') return health(packages.length);
	if (path === '/repo') return repositoryAnswer([]);
	if (path === '/v2/' || path === '/v2') return asDocker(jsonAnswer(200, {}));
	const [, tag] = /^\/v2\/.+\/manifests\/([^/]+)$/.exec(path) ?? [];
	return tag === undefined ? emptyAnswer(404) : asDocker(unknownManifest(tag));
}

function health(count: number): Answer {
	return jsonAnswer(200, {checks: {'/repo': {Healthy: {message: `Able to find ${count} package(s).`}}}});
}

function unknownManifest(tag: string): Answer {
	const error = {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown', detail: {Tag: tag}};
	return jsonAnswer(404, {errors: [error]});
}

function asDocker(answer: Answer): Answer {
	return {...answer, headers: {...answer.headers, 'docker-distribution-api-version': 'registry/2.0'}};
}
