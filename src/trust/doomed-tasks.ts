import type {Agent} from '../agents/agent.ts';
import {shownAddress} from '../agents/agent-name.ts';
import type {MesosTask} from '../dcos/mesos-tasks.ts';
import {appId} from '../registry/naming.ts';

/** What a restart of Docker ends: tasks in Docker containers. Mesos' own containers go on, those with a Docker image too. */
export function doomedTasks(tasks: readonly MesosTask[], agent: Agent): MesosTask[] {
	return tasks.filter(task => task.agentId === agent.id && task.inDocker);
}

/** The agents on which one of these registries runs. Marathon makes the id of a task from that of its app. */
export function registryAgents(tasks: readonly MesosTask[], serviceNames: readonly string[]): Set<string> {
	const ids = serviceNames.map(appId);
	const isOne = ({service, id}: MesosTask) =>
		ids.some(each => service === each || id.startsWith(`${each.slice(1).replaceAll('/', '_')}.`));
	return new Set(tasks.filter(isOne).map(task => task.agentId));
}

/** `10.0.0.7: /web (2 tasks), jenkins (build-7)` */
export function doomedLine(agent: Agent, doomed: readonly MesosTask[]): string {
	const services = [...new Set(doomed.map(task => task.service))].sort();
	const each = services.map(service => {
		const names = doomed.filter(task => task.service === service).map(task => task.name);
		if (names.length > 1) return `${service} (${names.length} tasks)`;
		return service.startsWith('/') ? service : `${service} (${names[0]})`;
	});
	return `${shownAddress(agent)}: ${each.join(', ')}`;
}
