import {setTimeout as delay} from 'node:timers/promises';

const interval = 10;
/** Long enough for a machine that is busy with other things. */
const timeLimit = 100_000;

/** Asks again until the answer is there (not undefined or false); throws with the question's name after 100 seconds. */
export async function eventually<Value>(
	what: string,
	ask: () => Promise<Value | undefined | false> | Value | undefined | false,
): Promise<Value> {
	const end = performance.now() + timeLimit;
	while (performance.now() < end) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		await delay(interval);
	}
	throw new Error(`still waiting after ${timeLimit / 1000} s: ${what}`);
}
