import {UserError} from '../errors/errors.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import {sameCommand} from './request.ts';
import type {Around, StepReport} from './step.ts';
import {afterUndo, undoAll} from './undo.ts';

type Ended = {done: readonly StepReport[]; around: Around};

/** What is told of a run that did not come to its end: with --atomic what it made is taken back first. The first error stays the one. */
export async function endedEarly(error: unknown, {done, around}: Ended): Promise<unknown> {
	const {request, world, journal} = around;
	if (!request.atomic) return withDone(error, {done, around});
	const outcome = await undoAll(journal, world);
	if (!(error instanceof UserError)) return error;
	return afterUndo(error, outcome, `${sameCommand(request)} --atomic`);
}

/** A refusal has changed nothing, and every other failure leaves what was done before it. */
function withDone(error: unknown, {done, around}: Ended): unknown {
	const made = done.filter(({state}) => state === 'done').map(({step}) => step);
	if (!(error instanceof UserError) || error.exitCode === exitCodes.refused || made.length === 0) return error;
	const advised = error.hint?.includes('dcos registry install') ?? false;
	return new UserError(error.message, error.exitCode, {
		hint: error.hint,
		details: [
			...error.details,
			`done before, and kept: ${made.join(', ')}${advised ? '' : `; to go on from there: ${sameCommand(around.request)}`}`,
		],
		cause: error,
	});
}
