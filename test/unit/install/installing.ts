import type {App} from '../../../src/dcos/marathon-app.ts';
import type {UserError} from '../../../src/errors/errors.ts';
import {install} from '../../../src/install/install.ts';
import type {InstallReport} from '../../../src/install/report.ts';
import type {InstallRequest} from '../../../src/install/request.ts';
import type {World} from '../../../src/world.ts';
import {request} from './first-findings.ts';
import {installWorld} from './install-world.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';

type Run = {
	wish?: Partial<InstallRequest>;
	traits?: Traits;
	memory?: ReturnType<typeof memoryCluster>;
	options?: string | null;
	confirm?: World['confirm'];
	/** Ctrl-C is pressed when this is written. */
	interruptAt?: string;
	interrupted?: boolean;
};

type Outcome = {report: InstallReport; error: null} | {report: null; error: UserError};

/** One run, with its report or its error, and all that was done and told. */
export async function installing({wish, traits = {}, interruptAt, interrupted = false, ...rest}: Run = {}) {
	const controller = new AbortController();
	if (interrupted) controller.abort();
	const fault: Traits['fault'] = (what, index) => {
		if (what === interruptAt) controller.abort();
		return traits.fault?.(what, index) ?? null;
	};
	const memory = rest.memory ?? memoryCluster({...traits, fault});
	const inMemory = installWorld({...rest, memory, interrupted: controller.signal});
	const outcome: Outcome = await install({...request, ...wish}, inMemory.world).then(
		report => ({report, error: null}),
		(error: UserError) => ({report: null, error}),
	);
	return {...inMemory, memory, ...outcome};
}

export const resource = 'dcos:adminrouter:ops:ca:rw';
export const account = [
	'secret dcos-registry/service-account',
	'account dcos-registry-account',
	`acl ${resource}`,
	`grant dcos-registry-account ${resource}`,
];
export const allWrites = [...account, 'install', 'repository Registry'];
export const states = (report: InstallReport | null) => report?.steps.map(({step, state}) => `${step}: ${state}`);
export const never = (): Partial<App> => ({tasksHealthy: 0});
