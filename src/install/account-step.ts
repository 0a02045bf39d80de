import {inStep} from './in-step.ts';
import {makeAccount} from './make-account.ts';
import {isComplete} from './service-account.ts';
import type {Perform} from './step.ts';

/** Makes what the service account lacks; one that is somebody else's work is left to them. */
export const accountStep: Perform = ({account}, {cluster, world, journal}) =>
	inStep('Service account', world, async step => {
		const what = account === null ? 'not ours to make' : `${account.uid}, key in ${account.secretPath}`;
		if (account === null || isComplete(account)) {
			step.unchanged(what);
			return {step: 'service account', what, state: account === null ? 'left out' : 'unchanged'};
		}
		await makeAccount(account, {apis: cluster, world, journal});
		step.done(what);
		return {step: 'service account', what, state: 'done'};
	});
