import test from 'ava';
import {TimedOutError} from '../../../src/errors/errors.ts';
import {keepLooking} from '../../../src/install/keep-looking.ts';
import {eventLog} from '../../../src/output/event-log.ts';
import {openSharedProxy} from '../../../src/ssh/shared-proxy.ts';
import {fakeSsh, goodProxy, realClock, way} from '../ssh/fake-ssh.ts';
import {recordedStep} from './recorded-step.ts';
import {setDate} from './set-date.ts';

const endings = {interrupted: () => '', timedOut: () => 'too late'};

for (const looksUntilOver of [5, 1000]) {
	test(`a wait has its time whatever becomes of the date: ${looksUntilOver} looks`, async t => {
		const clock = setDate();
		const {step} = recordedStep();
		const waiting = {clock, interrupted: new AbortController().signal, step, until: 30_000, goOn: 'again'};
		let looks = 0;
		const look = async () => (++looks > looksUntilOver ? {over: 'done'} : {state: 'not yet', why: null});
		const run = keepLooking<string>(look, waiting, endings);
		if (looksUntilOver === 5) t.is(await run, 'done');
		else {
			await t.throwsAsync(run, {instanceOf: TimedOutError});
			t.is(clock.elapsed(), 30_000);
		}
	});
}

test('the connection to a proxy has its time whatever becomes of the date', async t => {
	const ssh = await fakeSsh(t, goodProxy);
	const jumping = setDate();
	const clock = {...realClock, now: () => jumping.now()};
	const opened = await openSharedProxy(ssh.client, {...way, proxy: '10.0.0.9'}, clock);
	t.true('through' in opened);
	if ('through' in opened) await opened.close();
});

test('events tell how long something took, and the date', async t => {
	const lines: string[] = [];
	const clock = setDate();
	const {progress} = eventLog({append: line => void lines.push(line), clock});
	const step = progress.step('Health');
	await clock.sleep(1500);
	step.done();
	t.like(JSON.parse(lines.at(-1) ?? ''), {event: 'done', seconds: 1.5});
});
