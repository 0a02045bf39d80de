/** Why a request to the store failed: no answer (`network`), or one that says no. */
export class StoreError extends Error {
	/** The store's own code, e.g. NoSuchBucket; for a failed connection Node's, e.g. ENOTFOUND. */
	readonly code: string;
	/** null when no answer came. */
	readonly status: number | null;
	/** The region that the store says is the right one; null when it names none. */
	readonly expectedRegion: string | null;
	/** The store's clock in milliseconds since 1970; null when it did not say. */
	readonly serverTime: number | null;

	constructor(
		message: string,
		answer: {code: string; status: number | null; expectedRegion: string | null; serverTime: number | null},
	) {
		super(message);
		this.name = 'StoreError';
		this.code = answer.code;
		this.status = answer.status;
		this.expectedRegion = answer.expectedRegion;
		this.serverTime = answer.serverTime;
	}
}
