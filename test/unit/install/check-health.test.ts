import test from 'ava';
import type {App} from '../../../src/dcos/marathon-app.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {type Check, notChecked, ok, problem, warning} from '../../../src/install/check.ts';
import {checkHealth} from '../../../src/install/check-health.ts';
import type {InstalledRegistry} from '../../../src/registry/installed.ts';
import {installed, subject} from './first-findings.ts';
import {memoryCluster} from './memory-cluster.ts';
import {definition, oldDefinition} from './package.ts';

/** How a registry that runs is told when Marathon shows it like this. */
function health(app: Partial<App> | null, runs: InstalledRegistry | null = installed()): Promise<readonly Check[]> {
	const services: Record<string, {packageVersion: string; given: JsonObject}> =
		app === null ? {} : {'/r': {packageVersion: '2.0.0', given: {}}};
	const {cluster} = memoryCluster({services, looks: () => app ?? {}});
	return checkHealth(cluster, {...subject, installed: runs});
}

const failure = {host: '10.0.0.1', message: 'no space left', state: 'TASK_FAILED', timestamp: ''};
const healths: readonly (readonly [string, Partial<App> | null, Check])[] = [
	['is healthy', {}, ok('health', '1 of 1 instances healthy')],
	['is not healthy', {tasksHealthy: 0}, warning('health', '0 of 1 instances healthy')],
	[
		'is not healthy and says why',
		{tasksHealthy: 0, lastTaskFailure: failure},
		warning('health', '0 of 1 instances healthy; the last task failed on 10.0.0.1: no space left'),
	],
	['is being removed', null, notChecked('health', '/r is being removed')],
	[
		'is suspended',
		{instances: 0, tasksHealthy: 0},
		problem('health', '/r is suspended: it has no instances', 'dcos marathon app start /r 1'),
	],
	[
		'is being scaled down to nothing, perhaps to be scaled up again',
		{instances: 0, tasksHealthy: 0, deployments: 1},
		warning('health', '0 of 0 instances healthy'),
	],
];

for (const [what, app, check] of healths) {
	test(`a registry that ${what} is told so: ${check.result}`, async t => {
		t.deepEqual(await health(app), [check]);
	});
}

test('where none runs, nobody asks for its health', async t => {
	t.deepEqual(await health({}, null), []);
});

test('a suspended registry is to be started with as many instances as are wanted, wherever the package reads that', async t => {
	const services = {'/r': {packageVersion: '2.0.0', given: {}}};
	const {cluster} = memoryCluster({services, looks: () => ({instances: 0})});
	const service = {instances: 3};
	for (const [known, resolved, count] of [
		[definition, {service}, 3],
		[oldDefinition, {registry: {service}}, 3],
		[null, {service}, 3],
		[definition, {}, 1],
	] as const) {
		const [check] = await checkHealth(cluster, {...subject, installed: installed(), definition: known, resolved});
		t.is(check?.hint, `dcos marathon app start /r ${count}`);
	}
});
