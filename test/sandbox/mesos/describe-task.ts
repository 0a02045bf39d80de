import type {Resources} from './cluster-agent.ts';
import type {ClusterTask} from './cluster-task.ts';

/** One entry of `tasks`, in the form of /tasks and of /state. */
export function describeTask(task: ClusterTask): object {
	const {id, name, framework, agentId, state, resources, labels} = task;
	return {
		id,
		name,
		framework_id: framework.id,
		executor_id: '',
		slave_id: agentId,
		state,
		resources: describeResources(resources),
		role: framework.name === 'marathon' ? 'slave_public' : '*',
		statuses: [{state, timestamp: task.since / 1000}],
		...(Object.keys(labels).length === 0 ? {} : {labels: describeLabels(labels)}),
		discovery: {visibility: 'FRAMEWORK', name, ports: {}},
		...(task.container === null ? {} : {container: describeContainer(task)}),
	};
}

export function describeResources(resources: Resources): object {
	return {...resources, gpus: 0, ports: '[1025-2180, 2182-3887]'};
}

function describeLabels(labels: Record<string, string>): object[] {
	return Object.entries(labels).map(([key, value]) => ({key, value}));
}

function describeContainer({container, image}: ClusterTask): object {
	if (container === 'DOCKER') {
		return {type: container, docker: {image: image ?? '', network: 'HOST', privileged: false, force_pull_image: false}};
	}
	const mesos = image === null ? {} : {image: {type: 'DOCKER', docker: {name: image}, cached: true}};
	return {type: container, mesos};
}
