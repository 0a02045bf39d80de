/** A task that has not ended. */
export type MesosTask = {
	id: string;
	name: string;
	agentId: string;
	/** The name of its framework, e.g. marathon or jenkins. */
	framework: string;
	/** The service it belongs to: the app's id as Marathon labels its tasks in DC/OS, else the framework's name. */
	service: string;
	/** Run by the Docker daemon, so that it dies with it. Other containers are Mesos' own, images included. */
	inDocker: boolean;
};

type RawTask = {
	id: string;
	name?: string;
	slave_id: string;
	labels?: {key: string; value?: string}[];
	container?: {type?: string};
};

export type RawFramework = {name?: string; tasks?: RawTask[]};

export function tasksOf(frameworks: readonly RawFramework[]): MesosTask[] {
	return frameworks.flatMap(({name = '', tasks = []}) =>
		tasks.map(task => ({
			id: task.id,
			name: task.name ?? task.id,
			agentId: task.slave_id,
			framework: name,
			service: task.labels?.find(label => label.key === 'DCOS_SPACE')?.value ?? name,
			inDocker: task.container?.type === 'DOCKER',
		})),
	);
}
