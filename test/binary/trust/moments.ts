import {readFile} from 'node:fs/promises';
import {eventually} from '../../sandbox/eventually.ts';
import type {eventsIn} from './restart-events.ts';

type Told = Awaited<ReturnType<typeof eventsIn>>[number];

/** Resolves as soon as the events of a run tell this; throws when they never do. */
export async function told(file: string, isIt: (event: Told) => boolean): Promise<void> {
	await eventually(`an event in ${file}`, async () => {
		const text = await readFile(file, 'utf8').catch(() => '');
		const whole = text.slice(0, text.lastIndexOf('\n') + 1);
		const events = whole.split('\n').filter(line => line !== '');
		return events.some(line => isIt(JSON.parse(line) as Told));
	});
}
