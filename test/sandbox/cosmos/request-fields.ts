import {isObject} from '../exchange.ts';
import {notParsed, type RequestBody} from './operation.ts';

/** Each of these throws Cosmos' "not_parsed" when the field has another type, or is missing though it must be there. */
export function requiredText(body: RequestBody, name: string): string {
	return optionalText(body, name) ?? refuse('Attempt to decode value on failed cursor', name);
}

export function optionalText(body: RequestBody, name: string): string | undefined {
	const value = body[name] ?? undefined;
	return value === undefined || typeof value === 'string' ? value : refuse('String', name);
}

export function requiredFlag(body: RequestBody, name: string): boolean {
	const value = body[name];
	return typeof value === 'boolean' ? value : refuse('Boolean', name);
}

export function optionalObject(body: RequestBody, name: string): Record<string, unknown> | undefined {
	const value = body[name] ?? undefined;
	return value === undefined || isObject(value) ? value : refuse('[K, V]Map[K, V]', name);
}

export function optionalInteger(body: RequestBody, name: string): number | undefined {
	const value = body[name] ?? undefined;
	return value === undefined || Number.isInteger(value) ? (value as number | undefined) : refuse('Int', name);
}

function refuse(reason: string, name: string): never {
	throw notParsed(`${reason}: DownField(${name})`);
}
