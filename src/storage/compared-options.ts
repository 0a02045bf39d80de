import {isDeepStrictEqual} from 'node:util';
import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import {dotted, type JsonPath, valueAt} from '../options/json-path.ts';
import type {OptionsShape} from '../options/shape.ts';
import {backendIn} from '../registry/backends.ts';
import {accountSecretOption, optionsOf, s3Option, volumeOption} from '../registry/package-options.ts';

/** One option in the options file and in the registry that runs; null where it says nothing. */
export type ComparedOption = {option: string; file: Json; installed: Json; differs: boolean};

type Side = {options: JsonObject; shape: OptionsShape};

/**
 * The options of the storage and of the service account, and all others that the file sets, each beside what the registry
 * uses. It differs where the file says something else, and where the file's storage has nothing of it.
 */
export function comparedOptions(file: Side & {exists: boolean}, installed: Side | null): ComparedOption[] {
	const compared = [...new Map([...storagePaths, ...leavesIn(file)].map(path => [dotted(path), path])).values()];
	return compared
		.map(path => compareAt(path, file, installed))
		.filter(({file: inFile, installed: inUse}) => inFile !== null || inUse !== null);
}

const serviceOf = '<service>';

/** Where the service's options are differs from version to version; here they are below one name. */
const storagePaths: readonly JsonPath[] = [
	...Object.values(s3Option),
	...Object.values(volumeOption),
	accountSecretOption,
	[serviceOf, 'name'],
	[serviceOf, 'instances'],
];

function compareAt(path: JsonPath, file: Side & {exists: boolean}, installed: Side | null): ComparedOption {
	const inFile = set(valueAt(file.options, placed(path, file.shape)));
	const inUse = installed === null ? null : set(valueAt(installed.options, placed(path, installed.shape)));
	const otherStorage = file.exists && installed !== null && backendIn(file.options) !== backendIn(installed.options);
	const ofStorage = Object.values(optionsOf).some(group => dotted(path).startsWith(`${dotted(group)}.`));
	const says = inFile !== null || (otherStorage && ofStorage);
	const differs = installed !== null && says && !isDeepStrictEqual(inFile, inUse);
	return {option: dotted(placed(path, file.shape)), file: inFile, installed: inUse, differs};
}

/** Packages fill in empty texts for the options of a storage that is not chosen. */
function set(value: Json | undefined): Json {
	return value === undefined || value === '' ? null : value;
}

function placed([first = '', ...rest]: JsonPath, {service}: OptionsShape): JsonPath {
	return first === serviceOf ? [...service, ...rest] : [first, ...rest];
}

/** Every value that is no object, by its path; arrays count as one value. */
function leavesIn({options, shape}: Side): JsonPath[] {
	const below = (value: Json, path: JsonPath): JsonPath[] =>
		isJsonObject(value) ? Object.entries(value).flatMap(([key, each]) => below(each, [...path, key])) : [path];
	const service = dotted(shape.service);
	return below(options, []).map(path =>
		dotted(path.slice(0, shape.service.length)) === service ? [serviceOf, ...path.slice(shape.service.length)] : path,
	);
}
