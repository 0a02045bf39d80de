import type {AppDefinition} from './marathon/app.ts';
import type {Process} from './marathon/run-task.ts';
import {readForService, type SecretStore} from './secret-store.ts';

/** What a program finds in its container. */
export type Container = {
	/** The app's ID. */
	appId: string;
	env: Record<string, string>;
	/** The secrets that are mounted, by their path in the container. */
	files: Map<string, Buffer>;
};

/** What an image's entry point does; rejects as a process that ends with an error. */
export type Program = (container: Container) => Promise<Process>;

const idle: Program = async () => ({check: async () => undefined, stop: async () => undefined});

/**
 * Starts containers as an agent does: the secrets are read first, and a secret that can't be read is a failed task. The
 * programs are named by their image, without its tag; any other container only waits to be stopped.
 */
export function createLauncher(secrets: SecretStore, programs: Record<string, Program>) {
	return async (definition: AppDefinition): Promise<Process> => {
		const {id: appId, env, container} = definition;
		const read = (name: string) => readForService(secrets, appId, definition.secrets[name]?.source ?? '');
		const mounts = (container?.volumes ?? []).flatMap(({containerPath, secret}) =>
			secret === undefined ? [] : [[containerPath, read(secret)] as const],
		);
		const variables = Object.entries(env).map(([name, value]) => [name, String(value)]);
		const [image = ''] = (container?.docker?.image ?? '').split(':');
		const program = programs[image] ?? idle;
		return program({appId, env: Object.fromEntries(variables), files: new Map(mounts)});
	};
}
