import type {Share} from '../agents/share.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {UsageError} from '../errors/errors.ts';
import {defaultText} from './default-text.ts';
import {type Option, valueName} from './option.ts';
import type {Source} from './source.ts';

/** The text of one value as the option's kind. Throws a UsageError that says what stands there and what is understood. */
export function readValue(
	option: Option,
	text: string,
	source: Source,
): boolean | string | number | readonly string[] | Share {
	switch (option.kind) {
		case 'flag':
			return flag(text, source);
		case 'list':
			return list(text, option, source);
		case 'level':
			return count(text, {least: 0, most: 2, example: '2'}, source);
		case 'count':
			return count(text, {...option, example: defaultText(option) ?? String(option.least)}, source);
		case 'share':
			return share(text, option, source);
		case 'duration':
			return duration(text, option, source);
		case 'text':
			return choice(text, option, source);
	}
}

/** An empty list would mean all: `--agent ,` is a slip, never a wish. */
function list(text: string, option: Extract<Option, {kind: 'list'}>, source: Source): string[] {
	const items = text
		.split(option.separator ?? /,/)
		.map(each => each.trim())
		.filter(each => each !== '');
	if (items.length > 0) return items;
	throw new UsageError(`${source.name} is empty`, {hint: `name at least one: ${source.with(valueName(option) ?? '')}`});
}

function flag(text: string, source: Source): boolean {
	if (text === 'true') return true;
	if (text === 'false') return false;
	throw new UsageError(`${source.name} takes true or false, not "${text}"`, {hint: source.with('true')});
}

type Range = {least: number; most: number; example: string};

function count(text: string, {least, most, example}: Range, source: Source): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least && value <= most) return value;
	throw new UsageError(`${source.name} takes a whole number from ${least} to ${most}, not "${text}"`, {
		hint: source.with(example),
	});
}

/** A timer of more than 24 days would fire at once. */
const longest = 500 * 3_600_000;

const milliseconds: ReadonlyMap<string, number> = new Map([
	['s', 1000],
	['m', 60_000],
	['h', 3_600_000],
]);

function share(text: string, option: Extract<Option, {kind: 'share'}>, source: Source): Share {
	const [, digits, percent] = /^(\d{1,6})(%)?$/.exec(text) ?? [];
	const amount = Number(digits);
	if (amount >= option.least && (percent === undefined || amount <= 100))
		return {amount, of: percent ? 'hundred' : 'all'};
	throw new UsageError(`${source.name} takes a number of agents such as 3, or a share such as 10%, not "${text}"`, {
		hint: source.with(defaultText(option) ?? '1'),
	});
}

function duration(text: string, option: Extract<Option, {kind: 'duration'}>, source: Source): number {
	const [, digits, unit = 's'] = /^(\d{1,6})([smh])?$/.exec(text) ?? [];
	const time = Number(digits) * (milliseconds.get(unit) ?? 1000);
	if (time >= (option.least ?? 1) && time <= longest) return time;
	throw new UsageError(`${source.name} takes a time such as 90s, 15m or 1h, not "${text}"`, {
		hint: source.with(defaultText(option) ?? '15m'),
	});
}

function choice(text: string, option: Extract<Option, {kind: 'text'}>, source: Source): string {
	const {choices} = option;
	if (text === '') throw new UsageError(`${source.name} is empty`, {hint: source.with(valueName(option) ?? '')});
	if (choices === undefined || choices.includes(text)) return text;
	const meant = didYouMean(text.toLowerCase(), choices);
	throw new UsageError(`${source.name} takes one of ${choices.join(', ')}, not "${text}"`, {
		hint: meant === null ? source.with(choices[0] ?? '') : `did you mean ${source.with(meant)}?`,
	});
}
