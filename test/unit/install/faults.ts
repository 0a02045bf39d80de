import {ApiError, NoAnswerError} from '../../../src/errors/api-error.ts';
import {LoginError} from '../../../src/errors/errors.ts';
import type {Json} from '../../../src/errors/json.ts';

type Answer = {status?: number; serverMessage?: string | null; data?: Json};

/** The cluster says no, with a reason that Cosmos or IAM has a word for. */
export function refusal(type: string | null, {status = 400, serverMessage = 'no', data = null}: Answer = {}): ApiError {
	return new ApiError(`the cluster answered ${status}`, {
		method: 'POST',
		path: '/x',
		status,
		type,
		serverMessage,
		data,
	});
}

/** Nobody can say whether it was done. */
export const noAnswer = new NoAnswerError('no answer from https://cluster');
export const serverError = refusal(null, {status: 500, serverMessage: null});

export const loginEnded = new LoginError('the cluster did not accept the login');
export const forbidden = new LoginError('you are not allowed to do this', {
	hint: 'ask an administrator',
	forbidden: true,
});

/** Gives one answer after the other and stays at the last one; an error is thrown. */
export function inTurn<T>(answers: readonly (T | Error)[]): () => Promise<T> {
	let count = 0;
	return async () => {
		const answer = answers[Math.min(count, answers.length - 1)] as T | Error;
		count += 1;
		if (answer instanceof Error) throw answer;
		return answer;
	};
}
