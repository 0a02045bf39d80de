import type {Package, Repository} from '../../../src/dcos/cosmos.ts';
import type {JsonObject} from '../../../src/errors/json.ts';

const text = {type: 'string', default: ''};
const instances = {type: 'integer', minimum: 1, default: 1};
const mem = {type: 'integer', default: 2048};
const s3 = {properties: {'credential-secret-path': text, bucket: text, path: text, endpoint: text}};
const volume = {properties: {'container-path': text, 'pinned-hostname': text}};
const account = {'service-account-secret-path': text};

/** The options of a package of 1.13 and newer. */
export const config: JsonObject = {
	properties: {
		service: {properties: {name: {type: 'string', default: 'dcos-registry'}, instances, mem}},
		registry: {properties: {...account, s3, 'mount-volume': volume}},
	},
};

/** Those of a package of 1.12. */
export const oldConfig: JsonObject = {
	properties: {
		registry: {
			properties: {
				...account,
				s3,
				service: {properties: {name: {type: 'string', default: 'registry'}, instances, mem}},
			},
		},
	},
};

export const definition: Package = {name: 'package-registry', version: '2.0.0', config};
export const oldDefinition: Package = {name: 'package-registry', version: '1.0.0', config: oldConfig};

export const universe: Repository = {name: 'Universe', uri: 'https://universe/repo'};
