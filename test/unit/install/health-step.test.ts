import test from 'ava';
import type {App} from '../../../src/dcos/marathon-app.ts';
import {TimedOutError} from '../../../src/errors/errors.ts';
import {healthStep} from '../../../src/install/health-step.ts';
import {findings} from './first-findings.ts';
import {stepAround} from './install-world.ts';
import {memoryCluster} from './memory-cluster.ts';

const services = {'/r': {packageVersion: '2.0.0', given: {}}};

/** A step in a cluster in which the app is healthy from this look on. */
function waiting(healthyFrom: number) {
	let count = 0;
	const looks = (): Partial<App> => {
		count += 1;
		return count < healthyFrom ? {tasksHealthy: 0} : {};
	};
	const {around, lines} = stepAround({memory: memoryCluster({services, looks})});
	return {result: () => healthStep(findings, around), lines};
}

test('a registry that is healthy is told as unchanged', async t => {
	const {result, lines} = waiting(1);
	t.deepEqual(await result(), {step: 'health', what: '/r is healthy', state: 'unchanged'});
	t.deepEqual(lines, ['Health: unchanged: /r is healthy']);
});

test('a registry that becomes healthy is told as done', async t => {
	const {result, lines} = waiting(2);
	t.deepEqual(await result(), {step: 'health', what: '/r is healthy', state: 'done'});
	t.deepEqual(lines, ['Health: 0 of 1 instances healthy', 'Health: done: /r is healthy']);
});

test('after the time the same command goes on', async t => {
	const {result, lines} = waiting(Number.POSITIVE_INFINITY);
	const error = await t.throwsAsync(result(), {instanceOf: TimedOutError});
	t.regex(error.hint ?? '', /to go on waiting: dcos registry install --options o\.json --timeout 1m$/);
	t.is(lines.at(-1), `Health: failed: ${error.message}`);
});
