import {isJsonObject, type JsonObject} from '../errors/json.ts';
import {type JsonPath, valueAt} from './json-path.ts';
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

/** What a document says of the service, wherever it says it, and the changes that put it where the package looks for it. */
export function serviceIn(options: JsonObject, shape: OptionsShape): {service: JsonObject; moved: OptionsEdit[]} {
	const found = shapeIn(options);
	const service = found && valueAt(options, found.service);
	if (found === null || !isJsonObject(service)) return {service: {}, moved: []};
	if (found.service.length === shape.service.length) return {service, moved: []};
	const keys = Object.entries(service).map(([key, value]) => ({path: [...shape.service, key], value}));
	return {service, moved: [{path: found.service, value: undefined}, ...keys]};
}

/** Where a schema describes the option at this path. */
export function inSchema(path: JsonPath): JsonPath {
	return path.flatMap(key => ['properties', key]);
}
