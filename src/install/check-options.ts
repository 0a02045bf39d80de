import type {Package} from '../dcos/cosmos.ts';
import {RefusedError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {refuseContradictions} from '../options/contradictions.ts';
import {withEdits} from '../options/edits.ts';
import {firstOf} from '../options/first-of.ts';
import {dotted, type JsonPath} from '../options/json-path.ts';
import {lineOf, type OptionsFile, readOptionsFile} from '../options/options-file.ts';
import {otherShape, serviceIn, servicePlaces, shapeOf} from '../options/shape.ts';
import {unknownKeys, unknownKeysInWords} from '../options/unknown-keys.ts';
import {validate} from '../options/validate.ts';
import {repairInWords} from '../options/warn-of-repair.ts';
import type {Files} from '../world.ts';
import {type Check, notChecked, ok, orOk, problem, warning} from './check.ts';
import {defaults} from './request.ts';

const name = 'options file';

/** A file that cannot be read is a problem beside the others; what follows then is about no options at all. */
export async function readOptions(path: string, files: Files): Promise<{file: OptionsFile; unreadable: Check | null}> {
	try {
		const file = await readOptionsFile(path, files);
		const misnamed = file.text === null && path !== defaults.optionsPath;
		return {
			file,
			unreadable: misnamed
				? problem(name, `there is no options file ${path}`, 'name one that is there with --options')
				: null,
		};
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error;
		return {
			file: {path, text: null, value: {}},
			unreadable: problem(name, error.message, error.hint ?? 'take another file with --options'),
		};
	}
}

type Wanted = {options: JsonObject; definition: Package | null};

/** Whether the package takes the options, by its own config schema. */
export function checkOptions(file: OptionsFile, {options, definition}: Wanted): readonly Check[] {
	if (definition === null) return [notChecked(name, `${file.path}: the package is needed for it`)];
	const {config, version} = definition;
	const faults = validate(config, options);
	const unjudged = `the config schema of package-registry ${version} cannot be read here, so only Cosmos checks the options`;
	const warnings = [
		...repairs(file),
		...moves(file, definition),
		...effectless(file, config),
		...(faults === null ? [warning(name, unjudged)] : []),
	];
	const {first, more} = firstOf(faults ?? []);
	const problems = [
		...contradictions(file, config),
		...first.map(({pointer, path, expected, found, unwanted}) => {
			const place = placeInFile(path, {file, config});
			const line = lineOf(file, place);
			const where = line === null ? file.path : `${file.path}, line ${line}`;
			const value = found === null ? '' : `, it is ${found}`;
			const hint = unwanted ? `take ${dotted(place)} out of ${file.path}` : `set ${dotted(place)} in ${file.path}`;
			return problem(name, `${pointer} ${expected}${value} (${where})`, hint);
		}),
		...(more === 0 ? [] : [problem(name, `${more} more faults in ${file.path}`, 'mend these first')]),
	];
	const good =
		file.text === null ? `no ${file.path}: nothing is asked for` : `${file.path} suits package-registry ${version}`;
	return [...orOk(problems, ok(name, good)), ...warnings];
}

function contradictions(file: OptionsFile, config: JsonObject | null): Check[] {
	try {
		refuseContradictions(file, shapeOf(config));
		return [];
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error;
		return [problem(name, `${error.message}: ${error.details.join('; ')}`, error.hint ?? '')];
	}
}

/** Cosmos takes a misspelt option without a word, and the package never sees it. */
function effectless(file: OptionsFile, config: JsonObject | null): Check[] {
	// the other version's place for the service's options is understood, and moved
	const {moved} = serviceIn(file.value, shapeOf(config));
	const keys = unknownKeys(config, withEdits(file.value, moved));
	return unknownKeysInWords(keys, file).map(words => warning(name, words));
}

function moves(file: OptionsFile, {config, version}: Package): Check[] {
	const shape = shapeOf(config);
	if (serviceIn(file.value, shape).moved.length === 0) return [];
	const [read, written] = [dotted(shape.service), dotted(otherShape(shape).service)];
	const line = lineOf(file, otherShape(shape).service);
	const what = `${written} (${file.path}, line ${line}) is how another version of the package has it; package-registry ${version} gets it as ${read}`;
	return [warning(name, what)];
}

function repairs({repaired, path}: OptionsFile): Check[] {
	return repaired === undefined ? [] : [warning(name, repairInWords(path, repaired))];
}

/** A file with the other version's shape says the same of the service at another place. */
function placeInFile(path: JsonPath, {file, config}: {file: OptionsFile; config: JsonObject | null}): JsonPath {
	const shape = shapeOf(config);
	const inService = shape.service.every((key, index) => path[index] === key);
	const places = inService ? servicePlaces(shape, path.slice(shape.service.length)) : [path];
	return places.find(each => lineOf(file, each) !== null) ?? path;
}
