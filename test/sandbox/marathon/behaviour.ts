/**
 * How all tasks behave from now on, until it is switched back. It is looked at while they are there, so those that run
 * already change with it, but for `failure`, which only meets tasks that are being launched.
 */
export type Behaviour = {
	/** Tasks stay in staging, as during the pull of a large image. */
	staging?: boolean;
	/** Tasks fail as soon as they are launched, with this message. */
	failure?: string;
	/** The health checks fail, for this cause. The tasks stay: Marathon would kill them after so many failures. */
	unhealthy?: string;
	/** The names of virtual IPs are not in the DNS. */
	nameless?: boolean;
	/** Agents that are drained keep their tasks, as long as these do not stop. */
	undrained?: boolean;
};

export function behaveAsUsual(behaviour: Behaviour): void {
	for (const name of Object.keys(behaviour) as (keyof Behaviour)[]) delete behaviour[name];
}
