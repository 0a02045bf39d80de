import type {HttpRequest} from './http.ts';

/** e.g. "GET /mesos/master/slaves", without the query. */
export function requestName({method, path}: Pick<HttpRequest, 'method' | 'path'>): string {
	return `${method} ${pathOnly(path)}`;
}

export function pathOnly(path: string): string {
	return path.replace(/\?.*/s, '');
}
