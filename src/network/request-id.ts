const names = ['x-request-id', 'x-correlation-id', 'x-amz-request-id'] as const;

/** " request id …", the number that the server gave the request; empty where it gave none. */
export function requestId(headers: Readonly<Record<string, unknown>>): string {
	const id = names.map(name => headers[name]).find(value => typeof value === 'string');
	return typeof id === 'string' ? ` request id ${id}` : '';
}
