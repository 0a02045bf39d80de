import {randomUUID} from 'node:crypto';
import type {ClusterAgent} from '../mesos/cluster-agent.ts';
import {type Containerizer, marathonFramework, type TaskEnd} from '../mesos/cluster-task.ts';
import type {AppDefinition, Task} from './app.ts';

/** A task for an app, and the signal that it was ended from outside; the signal's reason is a TaskEnd. */
export type StagedTask = {task: Task; ended: AbortSignal};

export function stageTask(definition: AppDefinition, agent: ClusterAgent, since: number): StagedTask {
	const {id, cpus, mem, disk, labels, container} = definition;
	const ending = new AbortController();
	const task: Task = {
		id: `${id.slice(1).replaceAll('/', '_')}.instance-${randomUUID()}._app.1`,
		name: taskName(id),
		framework: marathonFramework,
		agent,
		agentId: agent.id,
		state: 'TASK_STAGING',
		container: containerizerOf(definition),
		image: container?.docker?.image ?? null,
		labels: {...labels, DCOS_SPACE: id},
		resources: {cpus, mem, disk},
		since,
		end: (how: TaskEnd) => ending.abort(how),
	};
	return {task, ended: ending.signal};
}

/** Mesos knows the tasks of /infra/dcos-registry by the name dcos-registry.infra. */
export function taskName(appId: string): string {
	return appId.slice(1).split('/').reverse().join('.');
}

/** A container whose definition does not say otherwise is Mesos' own. */
function containerizerOf({container}: AppDefinition): Containerizer {
	if (container === undefined) return null;
	return container.type === 'DOCKER' ? 'DOCKER' : 'MESOS';
}
