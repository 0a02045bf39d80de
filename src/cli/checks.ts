import type {Share} from '../agents/share.ts';
import {UsageError} from '../errors/errors.ts';
import type {Option} from './option.ts';

/** The text of one value as the option's kind. `source` names where it stands, e.g. "--parallel" or "DCOS_REGISTRY_PARALLEL". */
export function readValue(
	option: Option,
	text: string,
	source: string,
): boolean | string | number | readonly string[] | Share {
	switch (option.kind) {
		case 'flag':
			return flag(text, source);
		case 'list':
			return list(text, option.separator ?? /,/, source);
		case 'level':
			return count(text, {least: 0, most: 2}, source);
		case 'count':
			return count(text, option, source);
		case 'share':
			return share(text, option.least, source);
		case 'duration':
			return duration(text, option.least ?? 1, source);
		case 'text':
			return choice(text, option.choices, source);
	}
}

/** An empty list would mean all: `--agent ,` is a slip, never a wish. */
function list(text: string, separator: RegExp, source: string): string[] {
	const items = text
		.split(separator)
		.map(each => each.trim())
		.filter(each => each !== '');
	if (items.length > 0) return items;
	throw new UsageError(`${source} is empty`, {hint: 'name at least one'});
}

function flag(text: string, source: string): boolean {
	if (text === 'true') return true;
	if (text === 'false') return false;
	throw new UsageError(`${source} is "${text}", and only true or false can be understood`);
}

function count(text: string, {least, most}: {least: number; most: number}, source: string): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least && value <= most) return value;
	throw new UsageError(`${source} takes a whole number from ${least} to ${most}, not "${text}"`);
}

/** A timer of more than 24 days would fire at once. */
const longest = 500 * 3_600_000;

const milliseconds: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000};

function share(text: string, least: number, source: string): Share {
	const [, digits, percent] = /^(\d{1,6})(%)?$/.exec(text) ?? [];
	const amount = Number(digits);
	if (amount >= least && (percent === undefined || amount <= 100)) return {amount, of: percent ? 'hundred' : 'all'};
	throw new UsageError(`${source} takes a number of agents such as 3, or a share such as 10%, not "${text}"`);
}

function duration(text: string, least: number, source: string): number {
	const [, digits, unit = 's'] = /^(\d{1,6})([smh])?$/.exec(text) ?? [];
	const time = Number(digits) * (milliseconds[unit] ?? 1000);
	if (time >= least && time <= longest) return time;
	throw new UsageError(`${source} takes a time such as 90s, 15m or 1h, not "${text}"`);
}

function choice(text: string, choices: readonly string[] | undefined, source: string): string {
	if (text === '') throw new UsageError(`${source} is empty`);
	if (choices === undefined || choices.includes(text)) return text;
	throw new UsageError(`${source} takes one of ${choices.join(', ')}, not "${text}"`);
}
