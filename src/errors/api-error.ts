import {UserError} from './errors.ts';
import {type ExitCode, exitCodes} from './exit-codes.ts';
import type {Json} from './json.ts';

type Answer = {
	method: string;
	path: string;
	/** null when no answer came. */
	status: number | null;
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
