import type {Fault} from '../../sandbox/faults.ts';

/** The moment at which the operator's process is to be killed: `reached` resolves then, and the cluster goes on after `ended`. */
export type Kill = {reached: () => void; ended: Promise<unknown>};

/** What goes wrong with one request, and how the process that sent it is run. */
export type FaultKind = {
	name: string;
	fault: (kill: Kill) => Omit<Fault, 'match'>;
	/** The process does not live longer than this request. */
	kills?: true;
	/** Every later request of the run meets it too. */
	forGood?: true;
	/** A time limit of a few seconds for each request: nobody waits for the real one, and a busy machine keeps it elsewhere. */
	hurried?: true;
};

const once = {times: 1};

async function killed({reached, ended}: Kill): Promise<void> {
	reached();
	await ended;
}

/** As a row of the table: the columns. */
export const faultKinds: readonly FaultKind[] = [
	{name: 'killed before', kills: true, fault: kill => ({...once, kind: 'hang', before: () => killed(kill)})},
	{name: 'killed after', kills: true, fault: kill => ({...once, kind: 'watch', after: () => killed(kill)})},
	{name: 'network cut', fault: () => ({...once, kind: 'cut'})},
	{name: 'answer lost', fault: () => ({...once, kind: 'lose-answer'})},
	{name: '500', fault: () => ({...once, kind: 'status', status: 500, body: 'Internal Server Error'})},
	{name: '503 once', fault: () => ({...once, kind: 'status', status: 503, body: 'Service Unavailable'})},
	{name: 'hang', hurried: true, fault: () => ({...once, kind: 'hang'})},
	{name: 'torn body', fault: () => ({...once, kind: 'torn-body'})},
	{name: 'login expired', forGood: true, fault: () => ({kind: 'html-401'})},
];
