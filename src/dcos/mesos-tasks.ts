import {type InferOutput, nullish} from 'valibot';
import {aList, anObject, aText} from '../errors/expected.ts';

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

const task = anObject({
	id: aText,
	name: nullish(aText),
	slave_id: aText,
	labels: nullish(aList(anObject({key: aText, value: nullish(aText)}))),
	container: nullish(anObject({type: nullish(aText)})),
});

/** Mesos writes both lists, empty ones too: without one of them nobody can say which tasks would die. */
export const state = anObject({frameworks: aList(anObject({name: nullish(aText), tasks: aList(task)}))});

export function tasksOf({frameworks}: InferOutput<typeof state>): MesosTask[] {
	return frameworks.flatMap(({name, tasks}) =>
		tasks.map(({id, name: ownName, slave_id: agentId, labels, container}) => ({
			id,
			name: ownName ?? id,
			agentId,
			framework: name ?? '',
			service: labels?.find(label => label.key === 'DCOS_SPACE')?.value ?? name ?? '',
			inDocker: container?.type === 'DOCKER',
		})),
	);
}
