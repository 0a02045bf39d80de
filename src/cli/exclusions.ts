import {UsageError} from '../errors/errors.ts';
import type {Options} from './option.ts';

/** What the command line and the settings gave, each by the name of its flag. */
type Said = {readonly flags: Readonly<Record<string, unknown>>; readonly settings: Readonly<Record<string, unknown>>};

/**
 * The settings without those that a flag of the command line excludes: a flag wins over a setting. Throws a UsageError for two
 * flags, or two settings, that nobody can want at once.
 */
export function withoutExcluded({flags, settings}: Said, options: Options): Record<string, unknown> {
	const counting = {...settings};
	for (const {one, other, instead} of pairsIn(options)) {
		if (isOn(flags[one]) && isOn(flags[other])) throw excluding(`--${one}`, `--${other}`, instead);
		if (isOn(flags[one])) delete counting[other];
		if (isOn(flags[other])) delete counting[one];
		if (isOn(counting[one]) && isOn(counting[other]))
			throw excluding(
				`the settings ${one}`,
				other,
				`dcos config unset registry.${one}, or the same for registry.${other}`,
			);
	}
	return counting;
}

/** Every two flags that exclude each other, with what to do instead. */
export function pairsIn(options: Options): readonly {one: string; other: string; instead: string}[] {
	return Object.entries(options).flatMap(([one, {excludes = {}}]) =>
		Object.entries(excludes).map(([other, instead]) => ({one, other, instead})),
	);
}

function isOn(value: unknown): boolean {
	return value !== undefined && value !== false;
}

function excluding(one: string, other: string, hint: string): UsageError {
	return new UsageError(`${one} and ${other} exclude each other`, {hint});
}
