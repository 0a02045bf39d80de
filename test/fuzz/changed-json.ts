import {isJsonObject, type Json} from '../../src/errors/json.ts';
import {forged} from './forged.ts';

/** What stands in the place of a part of a document. */
const others: readonly Json[] = [
	null,
	{},
	[],
	[null],
	'',
	0,
	-1,
	1.5,
	true,
	'constructor',
	'__proto__',
	forged,
	[forged],
	{[forged]: forged},
	named('__proto__', {toString: 1}),
	named('constructor', null),
];

type Change = (value: Json) => Json | undefined;

/** undefined takes the part out. Each is applied to one part, whatever that is. */
const changes: readonly Change[] = [
	() => undefined,
	...others.map(
		(other): Change =>
			() =>
				other,
	),
	value => [value],
	value => ({value}),
	value => (typeof value === 'string' ? `${value}${forged}` : forged),
	value => (typeof value === 'string' ? `${forged}${value}` : forged),
	value => (Array.isArray(value) ? [...value, ...value] : [value, value]),
	value => (isJsonObject(value) ? named('__proto__', value) : value),
	value =>
		isJsonObject(value)
			? Object.fromEntries(Object.entries(value).map(([name, each]) => [`${name}${forged}`, each]))
			: value,
	value =>
		isJsonObject(value)
			? Object.fromEntries([...Object.entries(value), ['constructor', 'constructor'], [forged, forged]])
			: value,
	value => (typeof value === 'number' ? value * 1e300 : JSON.stringify(value)),
];

export const kindsOfJsonChange = changes.length;

/** The document with one part changed: `place` counts its parts from the top, `kind` the changes; both begin anew at the end. */
export function changedJson(document: Json, {place, kind}: {place: number; kind: number}): Json {
	const change = changes[kind % changes.length] ?? (value => value);
	let left = place % partsOf(document);
	const walked = (value: Json): Json | undefined => {
		if (left-- === 0) return change(value);
		if (Array.isArray(value)) return value.flatMap((each: Json) => kept(walked(each)));
		if (!isJsonObject(value)) return value;
		return Object.fromEntries(
			Object.entries(value).flatMap(([name, each]) => kept(walked(each)).map(found => [name, found])),
		);
	};
	return walked(document) ?? null;
}

/** The document with what is forged behind some of its texts: every third, fifth or seventh, by the place. */
export function forgedTexts(document: Json, place: number): Json {
	const every = [3, 5, 7][place % 3] ?? 3;
	let texts = place;
	return JSON.parse(
		JSON.stringify(document, (_name, value: Json) =>
			typeof value === 'string' && texts++ % every === 0 ? `${value}${forged}` : value,
		),
	) as Json;
}

function kept(value: Json | undefined): Json[] {
	return value === undefined ? [] : [value];
}

function partsOf(value: Json): number {
	if (typeof value !== 'object' || value === null) return 1;
	return Object.values(value as Readonly<Record<string, Json>>).reduce<number>((sum, each) => sum + partsOf(each), 1);
}

/** An object literal with such a name would have another prototype instead. */
function named(name: string, value: Json): Json {
	return Object.fromEntries([[name, value]]);
}
