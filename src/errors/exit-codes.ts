/** What the exit status of every command means. `strongest` decides when several hold. */
export const exitCodes = {
	done: 0,
	failed: 1,
	usage: 2,
	changesPending: 3,
	notAllowed: 4,
	someAgentsFailed: 5,
	refused: 6,
	timedOut: 7,
	interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byStrength: readonly ExitCode[] = [130, 4, 5, 7, 6, 1, 3, 2, 0];

/** The one exit code of a run in which several hold. An empty list means that all went well. */
export function strongest(codes: readonly ExitCode[]): ExitCode {
	return byStrength.find(code => codes.includes(code)) ?? exitCodes.done;
}
