import type {GenericSchema, InferOutput} from 'valibot';
import {SenselessAnswerError} from '../errors/api-error.ts';
import {readAs} from '../errors/expected.ts';
import type {HttpAnswer} from './http.ts';

/**
 * The JSON body of an answer, as far as the schema names it. A page of HTML, half a document, or JSON of another shape becomes a
 * SenselessAnswerError that says so: whoever sent it, nobody can tell what the cluster has done.
 */
export function answerAs<S extends GenericSchema>(answer: HttpAnswer, schema: S): InferOutput<S> {
	const {request, status, contentType} = answer;
	const value = parsed(answer.text);
	if (value === undefined) {
		const type = contentType.split(';')[0] || 'no content type';
		throw new SenselessAnswerError(`the cluster answered ${status} to ${request} with ${type} that is not JSON`, {
			hint,
		});
	}
	const {read, fault} = readAs(schema, value);
	if (fault === null) return read;
	throw new SenselessAnswerError(
		`the cluster answered ${status} to ${request} with JSON that makes no sense: ${fault}`,
		{
			hint,
		},
	);
}

const hint = 'try again; if it stays so, something between here and the cluster changes the answers';

/** undefined for what is not JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
