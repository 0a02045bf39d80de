/** What a task's health checks have found; times in milliseconds. */
export type Health = {
	firstSuccess?: number;
	lastSuccess?: number;
	lastFailure?: number;
	lastFailureCause?: string;
	consecutiveFailures: number;
};

/** What is known of a task whose checks only failed so far, while failures do not count yet. */
export const unknownHealth: Health = {consecutiveFailures: 0};

export function isAlive({lastSuccess, consecutiveFailures}: Health): boolean {
	return lastSuccess !== undefined && consecutiveFailures === 0;
}

export function withSuccess(health: Health, at: number): Health {
	return {...health, firstSuccess: health.firstSuccess ?? at, lastSuccess: at, consecutiveFailures: 0};
}

export function withFailure(health: Health, cause: string, at: number): Health {
	const {consecutiveFailures} = health;
	return {...health, lastFailure: at, lastFailureCause: cause, consecutiveFailures: consecutiveFailures + 1};
}
