import {type Answer, jsonAnswer, type Request, type Service} from '../exchange.ts';
import {CosmosError, errorAnswer} from './cosmos-error.ts';
import {installationOperations} from './installation-operations.ts';
import type {MarathonAccess} from './marathon-access.ts';
import {judgeAccept} from './operation.ts';
import {type Catalog, packageOperations} from './package-operations.ts';
import {repositoryOperations} from './repository-operations.ts';
import {serviceOperations} from './service-operations.ts';

const capabilitiesType = 'application/vnd.dcos.capabilities+json;charset=utf-8;version=v1';
const capabilities = ['PACKAGE_MANAGEMENT', 'SUPPORT_CLUSTER_REPORT', 'METRONOME', 'LOGGING', 'LOGGING_V2'];

/** The package manager: /package/, /cosmos/service/ and /capabilities. */
export function createCosmos(catalog: Catalog, marathon: MarathonAccess): Service {
	const operations: Record<string, (request: Request) => Promise<Answer>> = {
		...packageOperations(catalog),
		...repositoryOperations(catalog),
		...installationOperations(catalog, marathon),
		...serviceOperations(catalog, marathon),
	};
	return async request => {
		try {
			if (request.method === 'GET' && request.path === '/capabilities') return listCapabilities(request);
			return request.method === 'POST' ? await operations[request.path]?.(request) : undefined;
		} catch (error) {
			if (error instanceof CosmosError) return errorAnswer(error);
			throw error;
		}
	};
}

function listCapabilities({headers}: Request): Answer {
	const type = judgeAccept(headers.accept, [capabilitiesType]);
	if (type instanceof CosmosError) throw type;
	return jsonAnswer(200, {capabilities: capabilities.map(name => ({name}))}, type);
}
