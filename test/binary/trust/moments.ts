import {readFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import type {eventsIn} from './restart-events.ts';

type Told = Awaited<ReturnType<typeof eventsIn>>[number];

/** Long enough for a machine that is busy with other tests. */
const patience = 100_000;

/** Resolves as soon as the events of a run tell this; throws when they never do. */
export async function told(file: string, isIt: (event: Told) => boolean): Promise<void> {
	await moment(`an event in ${file}`, async () => {
		const text = await readFile(file, 'utf8').catch(() => '');
		const whole = text.slice(0, text.lastIndexOf('\n') + 1);
		const events = whole.split('\n').filter(line => line !== '');
		return events.some(line => isIt(JSON.parse(line) as Told));
	});
}

/** Resolves as soon as it is so. */
export async function moment(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
	const last = performance.now() + patience;
	while (!(await isSo())) {
		if (performance.now() > last) throw new Error(`still waiting after ${patience / 1000} s: ${what}`);
		await delay(10);
	}
}
