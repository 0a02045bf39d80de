import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {LoginError} from '../errors/errors.ts';
import type {Json, JsonObject} from '../errors/json.ts';
import {dotted, type JsonPath, textAt, valueAt} from '../options/json-path.ts';
import {readOptionsFile} from '../options/options-file.ts';
import {shapeIn, shapeOf} from '../options/shape.ts';
import {backendIn} from '../registry/backends.ts';
import {installedRegistry} from '../registry/installed.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {accountSecretOption, s3Option, volumeOption} from '../registry/package-options.ts';
import type {World} from '../world.ts';

export type ShowRequest = {optionsPath: string; serviceName: string | null};

export type ShownOption = {option: string; file: Json; installed: Json; differs: boolean};

export type SecretState = 'exists' | 'missing' | 'may not be read';

export type ShowReport = {
	service: string;
	optionsFile: {path: string; exists: boolean; storage: string | null};
	installed: {appId: string; packageVersion: string; storage: string | null} | null;
	options: readonly ShownOption[];
	secrets: readonly {path: string; state: SecretState}[];
};

/** What the options file says, what the installed registry uses, where they differ, and whether their secrets exist. Reads only. */
export async function showStorage({optionsPath, serviceName}: ShowRequest, world: World): Promise<ShowReport> {
	const cluster = await world.cluster();
	const file = await readOptionsFile(optionsPath, world.files);
	const known = await knownPackage(cluster);
	const service = chosenName({wanted: serviceName, options: file.value, known});
	const running = await installedRegistry(cluster, service);
	const shapes = {
		file: shapeIn(file.value) ?? shapeOf(known.definition?.config ?? null),
		installed: shapeOf(known.definition?.config ?? null),
	};
	const options = shownPaths.map(path => shown(path, path, {file: file.value, installed: running?.options ?? null}));
	const instances = shown([...shapes.file.service, 'instances'], [...shapes.installed.service, 'instances'], {
		file: file.value,
		installed: running?.options ?? null,
	});
	return {
		service,
		optionsFile: {
			path: optionsPath,
			exists: file.text !== null,
			storage: file.text === null ? null : backendIn(file.value),
		},
		installed: running && {
			appId: running.appId,
			packageVersion: running.packageVersion,
			storage: running.options && backendIn(running.options),
		},
		options: [...options, instances].filter(({file: inFile, installed}) => inFile !== null || installed !== null),
		secrets: await secretStates(cluster, [file.value, running?.options ?? {}]),
	};
}

const shownPaths: readonly JsonPath[] = [
	...Object.values(s3Option),
	...Object.values(volumeOption),
	accountSecretOption,
];

type Documents = {file: JsonObject; installed: JsonObject | null};

function shown(filePath: JsonPath, installedPath: JsonPath, {file, installed}: Documents): ShownOption {
	const inFile = valueAt(file, filePath) ?? null;
	const inUse = (installed && valueAt(installed, installedPath)) ?? null;
	return {
		option: dotted(filePath),
		file: inFile,
		installed: inUse === '' ? null : inUse,
		differs: installed !== null && inFile !== null && JSON.stringify(inFile) !== JSON.stringify(inUse),
	};
}

async function secretStates(cluster: ClusterApis, documents: readonly JsonObject[]): Promise<ShowReport['secrets']> {
	const named = documents.flatMap(document => [
		textAt(document, s3Option.secret),
		textAt(document, accountSecretOption),
	]);
	const paths = [...new Set(named.filter(path => path !== null && path !== ''))] as string[];
	return Promise.all(paths.map(async path => ({path, state: await secretState(cluster, path)})));
}

async function secretState(cluster: ClusterApis, path: string): Promise<SecretState> {
	try {
		return (await cluster.secrets.read(path)) === null ? 'missing' : 'exists';
	} catch (error) {
		if (error instanceof LoginError) return 'may not be read';
		throw error;
	}
}
