import {isJsonObject, type JsonObject} from '../errors/json.ts';
import {type JsonPath, valueAt} from './json-path.ts';
import {differences, merge} from './merge.ts';
import type {OptionsEdit} from './options-file.ts';

/** Where a package version wants the service's name and instances: at top level since 1.13, inside `registry` in 1.12. */
export type OptionsShape = {service: JsonPath};

const topLevel: OptionsShape = {service: ['service']};
const nested: OptionsShape = {service: ['registry', 'service']};

/** The shape that the package's own config schema has; the 1.13+ one when there is none to ask. */
export function shapeOf(config: JsonObject | null): OptionsShape {
	const propertyAt = (path: JsonPath) => config && valueAt(config, inSchema(path));
	return !propertyAt(topLevel.service) && propertyAt(nested.service) ? nested : topLevel;
}

/** The shape that a document has by itself: people copy the other version's example. */
export function shapeIn(options: JsonObject): OptionsShape | null {
	return [topLevel, nested].find(shape => isJsonObject(valueAt(options, shape.service))) ?? null;
}

/** The shape of the other versions. */
export function otherShape({service}: OptionsShape): OptionsShape {
	return service.length === topLevel.service.length ? nested : topLevel;
}

/** Where a document may say something of the service: first where the package reads it, then where other versions do. */
export function servicePlaces(shape: OptionsShape, path: JsonPath): readonly JsonPath[] {
	return [shape, otherShape(shape)].map(({service}) => [...service, ...path]);
}

/** A value that a document gives twice, differently: where the package reads it, and where it does not. */
export type ServiceConflict = {read: JsonPath; ignored: JsonPath};

export type ServiceOptions = {
	/** From both places together; where they differ, what the package reads. */
	service: JsonObject;
	/** The changes that put it all where the package looks for it; none while there are conflicts, so that nothing gets lost. */
	moved: OptionsEdit[];
	conflicts: ServiceConflict[];
};

/** What a document says of the service, wherever it says it: people copy the other version's example, or a part of it. */
export function serviceIn(options: JsonObject, shape: OptionsShape): ServiceOptions {
	const other = otherShape(shape);
	const [here, there] = [valueAt(options, shape.service), valueAt(options, other.service)];
	const read = isJsonObject(here) ? here : {};
	if (!isJsonObject(there)) return {service: read, moved: [], conflicts: []};
	const onlyThere = differences(here, there).filter(difference => difference.there !== undefined);
	const conflicts = onlyThere
		.filter(difference => difference.here !== undefined)
		.map(({path}) => ({read: [...shape.service, ...path], ignored: [...other.service, ...path]}));
	const added = onlyThere.map(({path, there}) => ({path: [...shape.service, ...path], value: there}));
	const moved = [{path: other.service, value: undefined}, ...added];
	return {service: merge(there, read), moved: conflicts.length > 0 ? [] : moved, conflicts};
}

/** Where a schema describes the option at this path. */
export function inSchema(path: JsonPath): JsonPath {
	return path.flatMap(key => ['properties', key]);
}
