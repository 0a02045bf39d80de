import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

/** A package as repositories offer it and Cosmos describes it. */
export type PackageDefinition = {
	packagingVersion: string;
	name: string;
	version: string;
	/** Counts up with every release of the package. */
	releaseVersion: number;
	description: string;
	maintainer: string;
	tags: string[];
	framework?: boolean;
	selected?: boolean;
	postInstallNotes?: string;
	postUninstallNotes?: string;
	/** The JSON schema of the options. */
	config?: Record<string, unknown>;
	marathon?: {v2AppMustacheTemplate: string};
	resource?: {assets?: object; images?: object; cli?: object};
	upgradesFrom?: string[];
	downgradesTo?: string[];
	[other: string]: unknown;
};

/** Reads a package from the four files of which a package's source consists. */
export async function readPackageDefinition(directory: string): Promise<PackageDefinition> {
	const json = async (name: string) => JSON.parse(await readFile(join(directory, name), 'utf8'));
	const template = await readFile(join(directory, 'marathon.json.mustache'));
	return {
		...(await json('package.json')),
		config: await json('config.json'),
		marathon: {v2AppMustacheTemplate: template.toString('base64')},
		resource: await json('resource.json'),
	};
}
