import type {Tasks} from './tasks.ts';

/** DC/OS has live-restore off, so that every container of Docker's goes with it. Mesos' own containers stay. */
export function endDockerTasks(tasks: Tasks, agentId: string): void {
	for (const task of tasks.running()) {
		if (task.agentId !== agentId || task.container !== 'DOCKER') continue;
		// What Mesos' Docker executor makes of a container that was killed.
		task.end({state: 'TASK_FAILED', message: 'Container exited with status 137'});
	}
}
