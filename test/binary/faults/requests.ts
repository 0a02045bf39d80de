/** One request of an installation: the n-th of its kind, from 1. */
export type NthRequest = {request: string; nth: number};

/** What is asked again and again while the registry starts: how often depends on how fast the machine is, so the first counts. */
const polled = [/^GET \/service\/marathon\/v2\/(apps\/|queue|deployments)/, /^POST \/package\/repository\/add$/];

const reads = [/^GET /, /^POST \/package\/(?:list|describe|render|repository\/list)$/];

/**
 * Whether the cluster may be another one when the request has been answered, or is while it comes: a run that is killed before or
 * after any other request leaves what one leaves that is killed after the request before.
 */
export function leavesAnother(request: string): boolean {
	return polled.some(each => each.test(request)) || !reads.some(each => each.test(request));
}

/** Every request with its number among those of its kind; of what is polled only the first. */
export function numbered(requests: readonly string[]): NthRequest[] {
	const counts = new Map<string, number>();
	const all = requests.map(request => {
		const nth = (counts.get(request) ?? 0) + 1;
		counts.set(request, nth);
		return {request, nth};
	});
	return all.filter(({request, nth}) => nth === 1 || !polled.some(each => each.test(request)));
}

/** The services of the cluster log in and get certificates through the same door. */
const ofServices = new Set(['POST /acs/api/v1/auth/login', 'POST /ca/api/v2/sign']);

/** Matches that one request, and with `forGood` every later one of the operator's too. `met` tells whether it came. */
export function matching({request, nth}: NthRequest, {forGood}: {forGood: boolean}) {
	let seen = 0;
	const match = (method: string, path: string): boolean => {
		const one = `${method} ${path}`;
		if (one === request) seen += 1;
		return seen >= nth && (one === request ? forGood || seen === nth : forGood) && !ofServices.has(one);
	};
	return {match, met: () => seen >= nth};
}
