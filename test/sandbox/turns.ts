import type {ExecutionContext} from 'ava';

/** So many tests of a process have a cluster or agents at a time: enough to have something to do while others wait. */
const atOnce = 4;
const turns = new Map<ExecutionContext, Promise<void>>();
const waiting: (() => void)[] = [];
let busy = 0;

/**
 * Resolves when it is this test's turn to start what needs time to work, and lasts until it has ended: where many tests of a process
 * have a cluster, each of them gets too little of the processor for the time limits of its commands. A test has one turn, however
 * much it asks for at the same time.
 */
export function takeTurn(t: ExecutionContext): Promise<void> {
	const known = turns.get(t);
	if (known !== undefined) return known;
	const turn = busy < atOnce ? Promise.resolve() : new Promise<void>(resolve => waiting.push(resolve));
	if (busy < atOnce) busy += 1;
	turns.set(t, turn);
	t.teardown(() => {
		turns.delete(t);
		const next = waiting.shift();
		// the turn is handed on, or given back
		if (next === undefined) busy -= 1;
		else next();
	});
	return turn;
}
