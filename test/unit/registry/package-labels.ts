import {gzipSync} from 'node:zlib';

export const config = {
	properties: {
		service: {properties: {name: {default: 'dcos-registry'}, instances: {default: 1}}},
		registry: {properties: {s3: {properties: {bucket: {default: ''}}}}},
	},
};

export const definition = {name: 'package-registry', version: '2.0.0', config};

/** JSON as Cosmos puts it into a label. */
export function encoded(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64');
}

/** A definition as Cosmos puts it into a label: JSON in gzip in base64 in JSON in base64. */
export function wrapped(value: unknown): string {
	const metadata = {'Content-Type': 'application/vnd.dcos.universe.package+json', 'Content-Encoding': 'gzip'};
	return encoded({metadata, data: gzipSync(JSON.stringify(value)).toString('base64')});
}

/** The labels of a registry that was installed with these options. */
export function labelsWith(options: unknown): Record<string, string> {
	return {
		DCOS_PACKAGE_NAME: 'package-registry',
		DCOS_PACKAGE_VERSION: '2.0.0',
		DCOS_PACKAGE_OPTIONS: encoded(options),
		DCOS_PACKAGE_DEFINITION: wrapped(definition),
	};
}
