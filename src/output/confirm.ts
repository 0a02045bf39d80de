import type {Secret} from '../errors/secret.ts';

/**
 * Shows a plan on stderr and asks for a yes. Resolves when the answer was yes (or `--yes` was given).
 * Throws a UsageError where nobody can answer, a FailedError after a no.
 */
export type Confirm = (plan: readonly string[], question: string, own?: OwnFlag) => Promise<void>;

/** A question that `--yes` does not answer: which flag does, and what else may have been meant, as a hint. */
export type OwnFlag = {instead: string};

/** Asks for a password, which is not shown. Throws a UsageError where nobody can answer or nothing was typed. */
export type AskSecret = (question: string) => Promise<Secret>;
