import type {Marathon} from '../dcos/marathon.ts';
import {ApiError, isUnclear, SenselessAnswerError} from '../errors/api-error.ts';
import {FailedError, LoginError, type UserError} from '../errors/errors.ts';
import {type AppLook, isReady, reasonInWords, stateInWords} from './app-state.ts';
import {inOneLine, keepLooking, type Seen, type Waiting} from './keep-looking.ts';

/**
 * Looks at the app until every instance is healthy, telling what it waits for and why. A Marathon that does not answer is
 * waited for too. Throws a TimedOutError with the last thing seen; the app is left to go on.
 */
export async function waitHealthy(
	appId: string,
	{marathon, ...waiting}: Waiting & {marathon: Marathon},
): Promise<'was healthy' | 'became healthy'> {
	return keepLooking<'was healthy' | 'became healthy'>(
		async looks => {
			const seen = await lookAt(appId, marathon).catch(unlessUnclear);
			if (seen === null) throw new FailedError(`the app ${appId} is gone: somebody removed it while it was starting`);
			if (!('app' in seen)) return seen;
			if (isReady(seen.app)) return {over: looks === 0 ? 'was healthy' : 'became healthy'};
			return {state: stateInWords(seen), why: reasonInWords(seen)};
		},
		waiting,
		{
			interrupted: seen => `interrupted while waiting for ${appId}: ${inOneLine(seen)}`,
			timedOut: seen => `${appId} is not healthy yet: ${inOneLine(seen)}`,
		},
	);
}

/** null when there is no such app. The queue and the deployments only explain: who may not read them, or finds no sense in them, waits all the same. */
async function lookAt(appId: string, marathon: Marathon): Promise<AppLook | null> {
	const app = await marathon.app(appId);
	if (app === null) return null;
	if (isReady(app)) return {app, queued: null, actions: []};
	const [queued, actions] = await Promise.all([
		marathon.queued(appId).catch(error => unlessHidden(error, null)),
		marathon.actions(appId).catch(error => unlessHidden(error, [])),
	]);
	return {app, queued, actions};
}

function unlessHidden<T>(error: unknown, instead: T): T {
	const hidden = error instanceof LoginError && error.forbidden;
	const senseless = error instanceof SenselessAnswerError;
	if (hidden || senseless || (error instanceof ApiError && !isUnclear(error))) return instead;
	throw error;
}

function unlessUnclear(error: UserError): Seen {
	if (!isUnclear(error)) throw error;
	const senseless = error instanceof SenselessAnswerError;
	return {
		state: senseless ? 'Marathon answers nothing that makes sense' : 'Marathon does not answer',
		why: error.message,
	};
}
