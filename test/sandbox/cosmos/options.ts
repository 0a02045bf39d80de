import {isObject} from '../exchange.ts';

type Options = Record<string, unknown>;

/**
 * The defaults of a configuration schema. A property's own `default` hides those of its properties; `$ref`, `allOf` and
 * array items are not looked into: so does Cosmos.
 */
export function defaultsOf(schema: Options | undefined): Options {
	const properties = schema?.properties;
	if (!isObject(properties)) return {};
	const found = Object.entries(properties).flatMap(([name, property]) => {
		const value = isObject(property) ? defaultOf(property) : undefined;
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(found);
}

function defaultOf(property: Options): unknown {
	if ('default' in property) return property.default;
	const nested = defaultsOf(property);
	return Object.keys(nested).length > 0 ? nested : undefined;
}

/** Objects are merged; everything else, arrays and null included, is replaced. */
export function mergeOptions(base: Options, over: Options): Options {
	const merged = Object.entries(over).map(([name, value]) => {
		const below = base[name];
		return [name, isObject(value) && isObject(below) ? mergeOptions(below, value) : value];
	});
	return {...base, ...Object.fromEntries(merged)};
}
