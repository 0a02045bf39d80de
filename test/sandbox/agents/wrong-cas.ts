import {type Authority, createAuthority} from '../certificates.ts';

/** What can stand in place of the cluster's CA, as PEM. Each is made when it is first wanted. */
export type WrongCas = {
	/** A server's certificate of the cluster's CA, or of another one where the cluster's is not known. */
	leaf: () => Promise<string>;
	expired: () => Promise<string>;
	/** Of another cluster, by the same name. */
	other: () => Promise<string>;
};

// A CA is valid for ten years.
const elevenYears = 11 * 366 * 24 * 60 * 60 * 1000;

export function wrongCas(own?: Authority): WrongCas {
	const other = once(() => createAuthority(Date.now()));
	const expired = once(() => createAuthority(Date.now() - elevenYears));
	const leaf = once(async () => (own ?? (await other())).issue(['agent.sandbox']));
	return {
		leaf: async () => (await leaf()).cert,
		expired: async () => (await expired()).cert,
		other: async () => (await other()).cert,
	};
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
	let made: Promise<Value> | undefined;
	return () => {
		made ??= make();
		return made;
	};
}
