import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {createAgentRoot} from './agent-root.ts';
import type {Isolation} from './isolation.ts';
import {namespaceRoot} from './namespace-root.ts';
import {pathMapping} from './path-mapping.ts';

/** Of this machine, which does not change: for all sandboxes of this process. */
let allowsNamespaces: Promise<boolean> | undefined;

/** A root of its own for each agent where this machine allows it, else path mapping. */
export async function chooseIsolation(directory: string, machine: string): Promise<Isolation> {
	const namespaces = namespaceRoot(machine);
	allowsNamespaces ??= tryIn(join(directory, 'trial'), namespaces);
	if (await allowsNamespaces) return namespaces;
	// Unquoted in the scripts that name it.
	if (/[^\w./-]/.test(directory))
		throw new Error(`the sandbox cannot run its agents in "${directory}": path mapping needs a plain path`);
	return pathMapping(machine);
}

/** Tried with a real command, because some kernels give a user namespace to anybody and then refuse every mount in it. */
async function tryIn(root: string, namespaces: Isolation): Promise<boolean> {
	await createAgentRoot(root);
	try {
		return await tryCommand(namespaces, root);
	} finally {
		await rm(root, {recursive: true});
	}
}

async function tryCommand(isolation: Isolation, root: string): Promise<boolean> {
	const command = "bash -c 'echo tried'";
	try {
		const running = isolation.start({root, login: 'root', lacks: null, disk: 'writable', command});
		running.stdin.end();
		running.stderr.resume();
		const [printed, {code}] = await Promise.all([text(running.stdout), running.ended]);
		return code === 0 && printed === 'tried\n';
	} catch {
		return false;
	}
}
