/**
 * Shows a plan on stderr and asks for a yes. Resolves when the answer was yes (or `--yes` was given).
 * Throws a UsageError where nobody can answer, a FailedError after a no.
 */
export type Confirm = (plan: readonly string[], question: string) => Promise<void>;
