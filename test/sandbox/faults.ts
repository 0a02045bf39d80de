export type FaultKind =
	/** The answer is one that the test chose; the service is not asked. */
	| 'status'
	/** Admin Router's page for a session that ended, or for a missing permission; the service is not asked. */
	| 'html-401'
	| 'html-403'
	/** The connection is cut before the service does anything. */
	| 'cut'
	/** The service does the work, and the connection is cut instead of an answer. */
	| 'lose-answer'
	/** The service does the work, and the connection is cut in the middle of the answer's body. */
	| 'torn-body'
	/** Nothing is done and nothing is answered. */
	| 'hang'
	/** Nothing goes wrong: for a test that only wants to be told. */
	| 'watch';

/** Something that goes wrong with a request. Of several that match, the one that was added first happens. */
export type Fault = {
	match: (method: string, path: string) => boolean;
	kind: FaultKind;
	/** How often it happens; absent means always. */
	times?: number;
	/** How many matching requests pass before the first one is hit. */
	skip?: number;
	/** For kind "status": 500 when absent. */
	status?: number;
	/** For kind "status": sent as JSON when it is an object, else as text. */
	body?: string | object;
	/** For kind "status": the body's media type, where it is not the usual one. */
	contentType?: string;
	/** Awaited when the request has arrived whole, before anything is done with it. */
	before?: () => Promise<void> | void;
	/** Awaited when the work is done, before the answer is sent. "cut" and "hang" never get that far. */
	after?: () => Promise<void> | void;
};

/** The faults that are switched on. */
export type Faults = {
	add: (fault: Fault) => void;
	clear: () => void;
	/** The fault that hits this request, counted as used. */
	take: (method: string, path: string) => Fault | undefined;
};

export function createFaults(): Faults {
	let active: Fault[] = [];
	return {
		add: fault => {
			active.push({...fault});
		},
		clear: () => {
			active = [];
		},
		take: (method, path) => {
			const matching = active.filter(fault => fault.times !== 0 && fault.match(method, path));
			const hit = matching.find(fault => !fault.skip);
			for (const fault of matching) if (fault.skip) fault.skip -= 1;
			if (hit?.times) hit.times -= 1;
			return hit;
		},
	};
}
