/** A request that the daemon refused or could not carry out, in its own words. */
export class DaemonError extends Error {}

/** There is no daemon to ask. */
export class NoDaemonError extends Error {
	override message =
		'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
}

/** What the command prints of an error: what comes from the daemon is marked so. */
export function describeError(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return error instanceof DaemonError ? `Error response from daemon: ${message}` : message;
}
