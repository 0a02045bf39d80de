/** Something that goes wrong with a request; nothing is done in the store unless the fault says so. */
export type S3Fault =
	/** The store itself refuses, as with SlowDown. Status 200 is S3's error after the head of its answer was sent. */
	| {kind?: 'refusal'; status: number; code: string; message?: string}
	/** Something between the client and the store answers with a page of its own. */
	| {kind: 'page'; status: number; html: string}
	/** Read, but never answered. */
	| {kind: 'hang'}
	/** The connection is cut in the middle of the request's body. */
	| {kind: 'cut-upload'}
	/** The work is done, and the connection cut in the middle of the answer's body, or before an answer without one. */
	| {kind: 'cut-answer'}
	/** The work is done, and the answer has this body instead of its own. */
	| {kind: 'other-content'; content: Buffer};

/** How often a fault happens, always when absent, and how many requests pass before the first one is hit. */
export type Recurrence = {times?: number; skip?: number};

/** The faults that are switched on. */
export type S3Faults = {
	/** `operation` is S3's name, such as "PutObject"; "*" stands for every request. */
	fail(operation: string, fault: S3Fault & Recurrence): void;
	clear(): void;
	/** The fault that hits this request, counted as used. */
	take(operation: string): S3Fault | undefined;
};

type ActiveFault = {operation: string; fault: S3Fault; times: number; skip: number};

export function createFaults(): S3Faults {
	let active: ActiveFault[] = [];
	return {
		fail: (operation, {times = Number.POSITIVE_INFINITY, skip = 0, ...fault}) => {
			active.push({operation, fault, times, skip});
		},
		clear: () => {
			active = [];
		},
		take: operation => {
			const matching = active.filter(each => each.times > 0 && ['*', operation].includes(each.operation));
			const hit = matching.find(each => each.skip === 0);
			for (const each of matching) if (each.skip > 0) each.skip -= 1;
			if (hit) hit.times -= 1;
			return hit?.fault;
		},
	};
}
