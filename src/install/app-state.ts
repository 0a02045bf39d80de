import type {Queued} from '../dcos/marathon.ts';
import type {App} from '../dcos/marathon-app.ts';

/** What was seen of an app that is being started. */
export type AppLook = {
	app: App;
	/** null when it is not waiting for an offer, or nobody may say. */
	queued: Queued | null;
	/** What Marathon is doing to it, e.g. StartApplication. */
	actions: readonly string[];
};

/** No deployment under way, nothing being staged, nothing unhealthy, and every instance well. */
export function isReady(app: App): boolean {
	const well = app.hasChecks ? app.tasksHealthy : app.tasksRunning;
	return app.deployments === 0 && app.tasksStaged === 0 && app.tasksUnhealthy === 0 && well >= app.instances;
}

/** e.g. "1 of 2 instances healthy, 1 being staged (usually the image is being pulled)" */
export function stateInWords({app, actions}: AppLook): string {
	const parts = [
		`${app.hasChecks ? app.tasksHealthy : app.tasksRunning} of ${app.instances} instances ${app.hasChecks ? 'healthy' : 'running'}`,
		...(app.tasksStaged > 0 ? [`${app.tasksStaged} being staged (usually the image is being pulled)`] : []),
		...(app.tasksUnhealthy > 0 ? [`${app.tasksUnhealthy} failing the health check`] : []),
		...(app.deployments > 0 && actions.length > 0 ? [`deployment under way: ${actions.join(', ')}`] : []),
	];
	return parts.join(', ');
}

/** Why it takes so long, as far as DC/OS tells; null for no known reason. */
export function reasonInWords({app, queued}: AppLook): string | null {
	const {lastTaskFailure: failure, failingChecks} = app;
	const [check] = failingChecks;
	const reasons = [
		queued === null ? null : offersInWords(app, queued),
		failure === null ? null : `the last task failed on ${failure.host}: ${failure.message}`,
		check === undefined ? null : `the health check fails on ${check.host}: ${check.cause ?? 'it gives no cause'}`,
		queued !== null && queued.delay > 0 ? 'Marathon waits before it tries again' : null,
	];
	const known = reasons.filter(reason => reason !== null);
	return known.length === 0 ? null : known.join('; ');
}

/** Public agents refuse every app that is not for them: that explains something only where all agents do. */
const leastTelling = 'UnfulfilledRole';

function offersInWords(app: App, {refused, delay}: Queued): string | null {
	// the offers are from before the failure after which Marathon waits
	if (delay > 0) return null;
	const telling = refused.filter(({reason, declined, processed}) => reason !== leastTelling || declined === processed);
	const [most] = telling.sort((one, other) => other.declined - one.declined);
	if (most === undefined) return null;
	return `no agent offers ${lacks.get(most.reason)?.(app) ?? most.reason}`;
}

const lacks: ReadonlyMap<string, (app: App) => string> = new Map<string, (app: App) => string>([
	['InsufficientCpus', ({cpus}) => `${cpus} cpus`],
	['InsufficientMemory', ({mem}) => `${mem} MiB of memory`],
	['InsufficientDisk', ({disk}) => `${disk} MiB of disk`],
	['InsufficientGpus', () => 'enough gpus'],
	['InsufficientPorts', () => 'the ports'],
	[
		'UnfulfilledConstraint',
		({constraints}) =>
			constraints.length === 0
				? 'what the constraints ask for'
				: `what its constraints ask for: ${constraints.map(each => each.join(' ')).join(', ')}`,
	],
	[leastTelling, () => 'resources of the role that the app asks for'],
	['NoCorrespondingReservationFound', () => 'the reserved volume'],
	['AgentMaintenance', () => 'a time without maintenance'],
	['DeclinedScarceResources', () => 'resources that are not kept for others (gpus)'],
]);
