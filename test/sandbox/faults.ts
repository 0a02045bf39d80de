export type FaultKind = 'status' | 'html-401' | 'html-403' | 'lose-answer' | 'hang' | 'torn-body';

/** Something that goes wrong with a request. */
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
};

/** The faults that are switched on; "lose-answer" and "torn-body" still let the service do the work. */
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
