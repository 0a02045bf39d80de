import type {Service} from './exchange.ts';

/** Who gets through Admin Router: everybody, whoever is logged in, or who has this resource's `full` permission. */
export type Access = 'anyone' | 'logged-in' | `dcos:adminrouter:${string}`;

/** A prefix that ends with a slash stands for everything below it, another one (and `/`) for itself only. */
export type Route = {prefix: string; access: Access; service: Service};

/** The most specific prefix wins, as in Admin Router's own configuration. */
export function findRoute(routes: Route[], path: string): Route | undefined {
	return routes
		.filter(({prefix}) => path === prefix || (prefix !== '/' && prefix.endsWith('/') && path.startsWith(prefix)))
		.sort((a, b) => b.prefix.length - a.prefix.length)[0];
}
