import {isObject} from '../exchange.ts';
import type {AppDefinition} from './app.ts';

/** A fault in an app definition, in the form in which Marathon's 422 answer lists them. */
export type DefinitionFault = {path: string; errors: string[]};

const defaults = {
	instances: 1,
	cpus: 1,
	mem: 128,
	disk: 0,
	env: {},
	labels: {},
	secrets: {},
	constraints: [],
	portDefinitions: [],
	healthChecks: [],
	backoffSeconds: 1,
	backoffFactor: 1.15,
	maxLaunchDelaySeconds: 300,
};

/** Fills Marathon's defaults in; the ID becomes absolute. */
export function completeDefinition(asked: Record<string, unknown>): AppDefinition | DefinitionFault[] {
	const faults = findFaults(asked);
	if (faults.length > 0) return faults;
	return {...defaults, ...asked, id: absolute(String(asked.id))} as AppDefinition;
}

/** Marathon and Cosmos take an app's ID without its leading slash, too. */
export function absolute(id: string): string {
	return `/${id.replace(/^\/+/, '')}`;
}

function findFaults(asked: Record<string, unknown>): DefinitionFault[] {
	const faults: DefinitionFault[] = [];
	const idPattern = /^\/?([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\/[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
	if (typeof asked.id !== 'string' || !idPattern.test(asked.id)) {
		faults.push({path: '/id', errors: ['must fully match regular expression']});
	}
	for (const name of ['instances', 'cpus', 'mem', 'disk']) {
		const value = asked[name] ?? 0;
		if (typeof value !== 'number' || value < 0) faults.push({path: `/${name}`, errors: ['got a wrong number']});
	}
	for (const name of ['labels', 'env', 'secrets']) {
		if (!isObject(asked[name] ?? {})) faults.push({path: `/${name}`, errors: ['error.expected.jsobject']});
	}
	return [...faults, ...undefinedSecrets(asked)];
}

function undefinedSecrets({container, secrets = {}}: Record<string, unknown>): DefinitionFault[] {
	const volumes = isObject(container) && Array.isArray(container.volumes) ? container.volumes : [];
	return volumes.flatMap((volume, index) =>
		isObject(volume) && typeof volume.secret === 'string' && !(isObject(secrets) && volume.secret in secrets)
			? [{path: `/container/volumes(${index})/secret`, errors: ['volume.secret must refer to an existing secret']}]
			: [],
	);
}
