import type {JsonObject} from '../../../src/errors/json.ts';
import type {Findings} from '../../../src/install/findings.ts';

const config = {properties: {service: {properties: {instances: {type: 'integer', minimum: 1, default: 1}}}}};

/** What is found before the first installation of a registry r. */
export const findings: Findings = {
	service: 'r',
	package: {name: 'package-registry', version: '2.0.0', config},
	options: {},
	accountNames: {uid: 'r-account', secretPath: 'r/service-account'},
	account: {secret: false, account: false, granted: false, problem: null},
	installed: null,
	repositoryUri: 'https://r/repo',
	repository: 'missing',
};

/** The same after it, with these options; null where the cluster did not keep them. */
export const installed = (options: JsonObject | null) => ({
	...findings,
	installed: {appId: '/r', packageVersion: '1', options, config: null},
});
