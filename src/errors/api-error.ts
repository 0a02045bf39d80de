import {FailedError, UserError} from './errors.ts';
import {type ExitCode, exitCodes} from './exit-codes.ts';
import type {Json} from './json.ts';

type Answer = {
	method: string;
	path: string;
	status: number;
	/** The `type` of a Cosmos error or the `code` of an IAM error; null when the server gave none. */
	type: string | null;
	/** The server's own words; null when it gave none that are for people. */
	serverMessage: string | null;
	/** What the server added in JSON; null for nothing. */
	data: Json;
};

/** The cluster answered something else than what was asked for. Never holds headers or a request body: they have secrets. */
export class ApiError extends UserError {
	readonly answer: Answer;

	constructor(message: string, answer: Answer, {hint, details, exitCode}: ApiErrorWords = {}) {
		super(message, exitCode ?? exitCodes.failed, {hint, details});
		this.answer = answer;
	}
}

type ApiErrorWords = {hint?: string; details?: readonly string[]; exitCode?: ExitCode};

/** The connection failed, or the time was over, before there was a whole answer. */
export class NoAnswerError extends FailedError {}

/** There was a whole answer, and it has another shape than it should, so that it says no more than none. */
export class SenselessAnswerError extends NoAnswerError {}

/** Whether the cluster may or may not have done what it was asked for: only another look can tell. */
export function isUnclear(error: unknown): boolean {
	if (error instanceof NoAnswerError) return true;
	return error instanceof ApiError && (error.answer.status >= 500 || [408, 429].includes(error.answer.status));
}
