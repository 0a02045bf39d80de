import {gunzipSync, gzipSync} from 'node:zlib';
import type {PackageDefinition} from './package-definition.ts';

type Options = Record<string, unknown>;

/** What Cosmos writes onto every app that it installs; `options` are those that the user gave, without defaults. */
export function packageLabels(
	definition: PackageDefinition,
	source: string,
	options: Options = {},
): Record<string, string> {
	return {
		DCOS_PACKAGE_NAME: definition.name,
		DCOS_PACKAGE_VERSION: definition.version,
		DCOS_PACKAGE_SOURCE: source,
		DCOS_PACKAGE_OPTIONS: encode(options),
		DCOS_PACKAGE_DEFINITION: encode({
			metadata: {
				'Content-Type': 'application/vnd.dcos.universe.package+json;charset=utf-8;version=v4',
				'Content-Encoding': 'gzip',
			},
			data: gzipSync(JSON.stringify(definition)).toString('base64'),
		}),
	};
}

/** What an installed app's labels say about its package; undefined for an app that no package was the source of. */
export function readPackageLabels(labels: Record<string, string>) {
	const {DCOS_PACKAGE_NAME, DCOS_PACKAGE_SOURCE = '', DCOS_PACKAGE_OPTIONS, DCOS_PACKAGE_DEFINITION} = labels;
	if (DCOS_PACKAGE_NAME === undefined || DCOS_PACKAGE_DEFINITION === undefined) return undefined;
	const {data} = decode<{data: string}>(DCOS_PACKAGE_DEFINITION);
	return {
		definition: JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString('utf8')) as PackageDefinition,
		source: DCOS_PACKAGE_SOURCE,
		options: DCOS_PACKAGE_OPTIONS === undefined ? undefined : decode<Options>(DCOS_PACKAGE_OPTIONS),
	};
}

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64');
}

function decode<Value>(text: string): Value {
	return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Value;
}
