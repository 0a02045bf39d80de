import {shareText} from '../agents/share.ts';
import type {Option} from './option.ts';

/** The default as one would type it, e.g. "15m" or "10%"; null where there is none. */
export function defaultText(option: Option): string | null {
	if (!('default' in option) || option.default === undefined) return null;
	if (option.kind === 'share') return shareText(option.default);
	return option.kind === 'duration' ? durationText(option.default) : String(option.default);
}

/** Minutes only from ten of them on: people say 120s. */
function durationText(milliseconds: number): string {
	const minutes = milliseconds / 60_000;
	return Number.isInteger(minutes) && minutes >= 10 ? `${minutes}m` : `${milliseconds / 1000}s`;
}
