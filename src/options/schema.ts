import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import {textAt} from './json-path.ts';
import {inSchema, shapeOf} from './shape.ts';

/** The service name that the package uses when the options give none; null when the schema does not say. */
export function defaultName(config: JsonObject | null): string | null {
	return config && textAt(config, [...inSchema([...shapeOf(config).service, 'name']), 'default']);
}

/**
 * The defaults that Cosmos fills in: a property's own `default` if it has one, else those of its properties.
 * `$ref`, `allOf` and the items of arrays are not followed, because Cosmos does not follow them.
 */
export function defaultsOf(config: JsonObject | null): JsonObject {
	const properties = config?.properties;
	if (!isJsonObject(properties)) return {};
	const found = Object.entries(properties).flatMap(([key, property]): [string, Json][] => {
		if (!isJsonObject(property)) return [];
		if ('default' in property) return [[key, property.default as Json]];
		const inner = defaultsOf(property);
		return Object.keys(inner).length > 0 ? [[key, inner]] : [];
	});
	return Object.fromEntries(found);
}
