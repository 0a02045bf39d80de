import {NoAnswerError} from '../errors/api-error.ts';
import type {HttpAnswer} from './http.ts';

/** The JSON body of an answer. A page of HTML or half a document becomes an error that says so. */
export function jsonOf<T>(answer: HttpAnswer, from: string): T {
	try {
		return JSON.parse(answer.text) as T;
	} catch {
		const type = answer.contentType.split(';')[0] || 'no content type';
		throw new NoAnswerError(`${from} answered ${answer.status} with ${type} that is not JSON`, {
			hint: 'try again; if it stays so, something between here and the cluster changes the answers',
		});
	}
}
