import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {LoginError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {textAt} from '../options/json-path.ts';
import {readOptionsFile} from '../options/options-file.ts';
import {shapeIn, shapeOf} from '../options/shape.ts';
import {warnOfRepair} from '../options/warn-of-repair.ts';
import {backendIn, storageInWords} from '../registry/backends.ts';
import {warnOfUnknownKeys} from '../registry/effectless-keys.ts';
import {installedRegistry} from '../registry/installed.ts';
import {chosenName, knownPackage} from '../registry/known-package.ts';
import {accountSecretOption, s3Option} from '../registry/package-options.ts';
import type {World} from '../world.ts';
import {type ComparedOption, comparedOptions} from './compared-options.ts';

export type ShowRequest = {optionsPath: string; serviceName: string | null};

export type SecretState = 'exists' | 'missing' | 'may not be read' | 'the store is sealed';

export type ShowReport = {
	service: string;
	/** `storage` in words; null when there is no file. */
	optionsFile: {path: string; exists: boolean; backend: string | null; storage: string | null};
	/** `storage` null: the cluster did not keep the options. The whole is null when no such registry is installed. */
	installed: {appId: string; packageVersion: string; backend: string | null; storage: string | null} | null;
	options: readonly ComparedOption[];
	secrets: readonly {path: string; state: SecretState}[];
};

/** What the options file says, what the installed registry uses, where they differ, and whether their secrets exist. Reads only. */
export async function showStorage({optionsPath, serviceName}: ShowRequest, world: World): Promise<ShowReport> {
	const cluster = await world.cluster();
	const file = await readOptionsFile(optionsPath, world.files);
	warnOfRepair(file, world.progress);
	const known = await knownPackage(cluster, {brokenRepository: 'ignore'});
	const config = known.definition?.config ?? null;
	const service = chosenName({wanted: serviceName, options: file.value, known});
	const running = await installedRegistry(cluster, service);
	warnOfUnknownKeys(file, config, world.progress);
	const uses = running?.options ?? null;
	return {
		service,
		optionsFile: {path: optionsPath, exists: file.text !== null, ...storageOf(file.text === null ? null : file.value)},
		installed: running && {appId: running.appId, packageVersion: running.packageVersion, ...storageOf(uses)},
		options: comparedOptions(
			{options: file.value, shape: shapeIn(file.value) ?? shapeOf(config), exists: file.text !== null},
			uses && {options: uses, shape: shapeOf(running?.config ?? config)},
		),
		secrets: await secretStates(cluster, [file.value, uses ?? {}]),
	};
}

function storageOf(options: JsonObject | null): {backend: string | null; storage: string | null} {
	return options === null
		? {backend: null, storage: null}
		: {backend: backendIn(options), storage: storageInWords(options)};
}

async function secretStates(cluster: ClusterApis, documents: readonly JsonObject[]): Promise<ShowReport['secrets']> {
	const named = documents.flatMap(document => [
		textAt(document, s3Option.secret),
		textAt(document, accountSecretOption),
	]);
	const paths = [...new Set(named.filter(path => path !== null && path !== ''))] as string[];
	const sealed = paths.length > 0 && (await isSealed(cluster));
	return Promise.all(
		paths.map(async path => ({path, state: sealed ? 'the store is sealed' : await secretState(cluster, path)})),
	);
}

/** Whoever may not ask learns it from the secrets themselves. */
async function isSealed({secrets}: ClusterApis): Promise<boolean> {
	return secrets.sealed().then(sealed => sealed === true, unlessNotAllowed(false));
}

async function secretState(cluster: ClusterApis, path: string): Promise<SecretState> {
	return cluster.secrets
		.read(path)
		.then((secret): SecretState => (secret === null ? 'missing' : 'exists'), unlessNotAllowed('may not be read'));
}

function unlessNotAllowed<T>(instead: T): (error: unknown) => T {
	return error => {
		if (error instanceof LoginError) return instead;
		throw error;
	};
}
