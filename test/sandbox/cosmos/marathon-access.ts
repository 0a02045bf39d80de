import type {Answer} from '../exchange.ts';
import type {Scheduler} from '../marathon/scheduler.ts';
import {CosmosError, unhandled} from './cosmos-error.ts';

/** Cosmos acts on Marathon in the caller's name, so the caller's permissions count. */
export type MarathonAccess = {scheduler: Scheduler; mayChange: (uid: string, appId: string, action: string) => boolean};

/** Throws what Cosmos answers where Marathon refuses the caller. */
export function checkAllowed({mayChange}: MarathonAccess, uid: string, appId: string, action: string): void {
	if (mayChange(uid, appId, action)) return;
	const message = 'Unable to complete request due to Forbidden response from service [marathon]';
	throw new CosmosError('Forbidden', message, {serviceName: 'marathon', status: 403}, 403);
}

/** What Marathon answered; its refusals are thrown in its own words. */
export function readMarathonAnswer({status, body}: Answer): Record<string, unknown> {
	const answered = JSON.parse(body.toString('utf8'));
	if (status < 400) return answered;
	if (status === 409) {
		throw new CosmosError('PackageAlreadyInstalled', 'Package is already installed', undefined, 409);
	}
	throw new CosmosError('MarathonBadResponse', answered.message, answered.details && {errors: answered.details});
}

/** What Marathon answered to an update; Cosmos takes a refusal of that for an accident. */
export function readUpdateAnswer({status, body}: Answer): Record<string, unknown> {
	const text = body.toString('utf8');
	if (status !== 200) throw unhandled(`java.lang.Error: ${text}`);
	return JSON.parse(text);
}
