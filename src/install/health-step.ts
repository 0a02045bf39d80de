import {appId} from '../registry/naming.ts';
import {inStep} from './in-step.ts';
import {sameCommand} from './request.ts';
import type {Perform} from './step.ts';
import {waitHealthy} from './wait-healthy.ts';

/** Waits until every instance is healthy. */
export const healthStep: Perform = ({service}, {request, cluster: {marathon}, world, until}) =>
	inStep('Health', world, async step => {
		const id = appId(service);
		const what = `${id} is healthy`;
		const result = await waitHealthy(id, {...world, marathon, step, until, goOn: sameCommand(request)});
		if (result === 'was healthy') step.unchanged(what);
		else step.done(what);
		return {step: 'health', what, state: result === 'was healthy' ? 'unchanged' : 'done'};
	});
