import type {Request} from './exchange.ts';

/** The requests that reached Admin Router, in this order. */
export type RequestLog = {
	add: (request: Request) => void;
	/** As "GET /path", without the query; "outside" leaves out those of the cluster's own services. */
	list: (from?: 'outside') => string[];
	clear: () => void;
};

/** Services inside the cluster call Admin Router by one of the names of its masters. */
export function createRequestLog(masterNames: string[]): RequestLog {
	const entries: {text: string; inside: boolean}[] = [];
	return {
		add: ({method, path, headers}) => {
			entries.push({text: `${method} ${path}`, inside: masterNames.includes(headers.host ?? '')});
		},
		list: from => entries.filter(({inside}) => from === undefined || !inside).map(({text}) => text),
		clear: () => {
			entries.length = 0;
		},
	};
}
