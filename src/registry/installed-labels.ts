import {gunzipSync} from 'node:zlib';
import {aDocument, readAs} from '../errors/expected.ts';
import {isJsonObject, type JsonObject} from '../errors/json.ts';
import {textAt} from '../options/json-path.ts';
import {merge} from '../options/merge.ts';
import {defaultsOf} from '../options/schema.ts';
import {packageName} from './naming.ts';

export type InstalledPackage = {
	packageVersion: string;
	/** What it really uses, defaults included; null when the cluster did not keep it. */
	options: JsonObject | null;
	/** The part of them that the operator gave; null when the cluster did not keep it. */
	given: JsonObject | null;
	/** The schema of this version's options, which may have another shape than the one on offer; null when it cannot be told. */
	config: JsonObject | null;
};

/** The label by which Marathon finds the apps of a package. */
export const packageNameLabel = 'DCOS_PACKAGE_NAME';

/** A definition is some 100 KiB of JSON; a label that unfolds into more is none. */
const largestDefinition = 16 * 1024 * 1024;

/**
 * What Cosmos wrote onto the app when it installed the registry: all that is known once the repositories are gone.
 * null for an app of another package. A label that cannot be read says nothing; it is no error.
 */
export function packageInLabels(labels: Readonly<Record<string, string>>): InstalledPackage | null {
	if (labels[packageNameLabel] !== packageName) return null;
	const definition = definitionIn(labels.DCOS_PACKAGE_DEFINITION);
	const config = isJsonObject(definition?.config) ? definition.config : null;
	// only what the operator gave: without the definition's defaults it is not what the registry uses
	const given = objectIn(bytesIn(labels.DCOS_PACKAGE_OPTIONS));
	return {
		packageVersion: labels.DCOS_PACKAGE_VERSION ?? textAt(definition, ['version']) ?? 'unknown',
		options: given && definition && merge(defaultsOf(config), given),
		given,
		config,
	};
}

/** Cosmos wraps the definition as {metadata, data} with gzip inside; one that is not wrapped or not compressed is read too. */
function definitionIn(label: string | undefined): JsonObject | null {
	const envelope = objectIn(bytesIn(label));
	const data = textAt(envelope, ['data']);
	const definition = data === null ? envelope : objectIn(bytesIn(data));
	return textAt(definition, ['name']) === packageName ? definition : null;
}

function bytesIn(base64: string | undefined): Buffer {
	return Buffer.from(base64 ?? '', 'base64');
}

/** null for what is not a JSON object, compressed or not. */
function objectIn(bytes: Buffer): JsonObject | null {
	const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
	try {
		const text = compressed ? gunzipSync(bytes, {maxOutputLength: largestDefinition}) : bytes;
		return readAs(aDocument, JSON.parse(text.toString('utf8'))).read;
	} catch {
		return null;
	}
}
