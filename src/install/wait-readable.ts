import type {Cosmos} from '../dcos/cosmos.ts';
import {ApiError} from '../errors/api-error.ts';
import {brokenRepository} from '../registry/known-package.ts';
import {packageName} from '../registry/naming.ts';
import {keepLooking, type Waiting} from './keep-looking.ts';
import {whatSettles} from './repository.ts';

/** Waits until Cosmos reads this repository of its list again: while it does not, every package command of the cluster fails. */
export async function waitReadable(uri: string, {cosmos, ...waiting}: Waiting & {cosmos: Cosmos}): Promise<void> {
	const read = async () => {
		const broken = await cosmos.describe(packageName).then(() => null, brokenIn);
		return broken?.uri === uri ? {reason: broken.reason ?? 'Cosmos does not say why'} : null;
	};
	await keepLooking<null>(
		async () => {
			const failed = await read().catch(whatSettles);
			return failed === null ? {over: null} : {state: 'Cosmos cannot read it yet', why: failed.reason};
		},
		waiting,
		{
			interrupted: () => `interrupted before Cosmos could read ${uri}`,
			timedOut: ({why}) => `Cosmos cannot read ${uri} yet, and so every package command fails: ${why}`,
		},
	);
}

function brokenIn(error: unknown) {
	const broken = error instanceof ApiError ? brokenRepository(error) : null;
	if (broken === null) throw error;
	return broken;
}
