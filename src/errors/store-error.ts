/** What was seen of a request to a store that failed. */
export type StoreFault = {
	/** The store's own code, e.g. NoSuchBucket; for a failed connection Node's, e.g. ENOTFOUND. */
	code: string;
	/** null when no answer came. */
	status: number | null;
	/** The code and the message are the store's own; not so for a page of something on the way, and for what we found wrong. */
	fromStore?: boolean;
	/** The region that the store says is the right one; null when it names none. */
	expectedRegion?: string | null;
	/** The store's clock in milliseconds since 1970; null when it did not say. */
	serverTime?: number | null;
	/** Whom the connection was to that failed: the store, or a proxy; the port is null when the name did not resolve. */
	peer?: {host: string; port: number | null} | null;
};

/** Why a request to the store failed: no answer, or one that says no. */
export class StoreError extends Error {
	readonly code: string;
	readonly status: number | null;
	readonly fromStore: boolean;
	readonly expectedRegion: string | null;
	readonly serverTime: number | null;
	readonly peer: {host: string; port: number | null} | null;

	constructor(message: string, {code, status, fromStore = false, ...seen}: StoreFault) {
		super(message);
		this.name = 'StoreError';
		this.code = code;
		this.status = status;
		this.fromStore = fromStore;
		this.expectedRegion = seen.expectedRegion ?? null;
		this.serverTime = seen.serverTime ?? null;
		this.peer = seen.peer ?? null;
	}
}

/** For a rejection: what the store or the way to it did is an answer; a defect of ours, or Ctrl-C, goes on. */
export function storeErrorOnly(error: unknown): StoreError {
	if (error instanceof StoreError) return error;
	throw error;
}
