import type {App, Marathon, RefusedOffers} from '../dcos/marathon.ts';
import {FailedError, InterruptedError, LoginError, TimedOutError} from '../errors/errors.ts';
import type {Step} from '../output/progress.ts';
import type {Clock} from '../world.ts';

export type Waiting = {
	marathon: Marathon;
	clock: Clock;
	interrupted: AbortSignal;
	step: Step;
	/** Milliseconds since 1970. */
	until: number;
};

/** What to do when the time is over. */
export const goOn = 'the cluster may still finish; to go on waiting, run the same command again';

/** Milliseconds between two looks at Marathon. */
const interval = 2000;

/**
 * Looks at the app until every instance is healthy, telling what it waits for.
 * Throws a TimedOutError with the last thing seen; the app is left to go on.
 */
export async function waitHealthy(
	appId: string,
	{marathon, clock, interrupted, step, until}: Waiting,
): Promise<'was healthy' | 'became healthy'> {
	for (let looks = 0; ; looks += 1) {
		const app = await marathon.app(appId);
		if (app === null) throw new FailedError(`the app ${appId} is gone: somebody removed it while it was starting`);
		if (isReady(app)) return looks === 0 ? 'was healthy' : 'became healthy';
		const state = `${inWords(app)}${offersInWords(await offersOf(appId, marathon))}`;
		step.update(state);
		if (interrupted.aborted)
			throw new InterruptedError(`interrupted while waiting for ${appId} (${state}); the cluster goes on with it`);
		if (clock.now() >= until) throw new TimedOutError(`${appId} is not healthy yet: ${state}`, {hint: goOn});
		await clock.sleep(Math.min(interval, Math.max(0, until - clock.now())), interrupted);
	}
}

/** The queue only explains: who may not read it waits all the same. */
async function offersOf(appId: string, marathon: Marathon): Promise<RefusedOffers> {
	return marathon.refusedOffers(appId).catch(error => {
		if (error instanceof LoginError) return [];
		throw error;
	});
}

/** No deployment under way, nothing being staged, nothing unhealthy, and every instance well. */
function isReady(app: App): boolean {
	const well = app.hasChecks ? app.tasksHealthy : app.tasksRunning;
	return app.deployments === 0 && app.tasksStaged === 0 && app.tasksUnhealthy === 0 && well >= app.instances;
}

function inWords(app: App): string {
	const parts = [
		`${app.hasChecks ? app.tasksHealthy : app.tasksRunning} of ${app.instances} instances ${app.hasChecks ? 'healthy' : 'running'}`,
		...(app.tasksStaged > 0 ? [`${app.tasksStaged} being staged (the image is being pulled)`] : []),
		...(app.tasksUnhealthy > 0 ? [`${app.tasksUnhealthy} failing the health check`] : []),
		...(app.lastTaskFailure === null
			? []
			: [`last task failed on ${app.lastTaskFailure.host}: ${app.lastTaskFailure.message}`]),
	];
	return parts.join(', ');
}

const lacks: Readonly<Record<string, string>> = {
	InsufficientCpus: 'enough cpus',
	InsufficientMemory: 'enough memory',
	InsufficientDisk: 'enough disk',
	InsufficientGpus: 'enough gpus',
	InsufficientPorts: 'the ports',
	UnfulfilledConstraint: 'what the constraints ask for (a pinned hostname that no agent has?)',
	UnfulfilledRole: 'the role',
	NoCorrespondingReservationFound: 'the reserved volume',
	AgentMaintenance: 'a time without maintenance',
};

function offersInWords(offers: RefusedOffers): string {
	const [most] = [...offers].sort((one, other) => other.declined - one.declined);
	return most === undefined
		? ''
		: `, no agent offers ${lacks[most.reason] ?? most.reason} (${most.declined} of ${most.processed} offers refused)`;
}
