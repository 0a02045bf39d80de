/** "5s", "1m 05s" or "1h 02m 05s"; null for less than a second, which is not worth telling. */
export function elapsed(milliseconds: number): string | null {
	const seconds = Math.floor(milliseconds / 1000);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	if (seconds < 1) return null;
	if (seconds < 60) return `${seconds}s`;
	const rest = `${twoDigits(seconds % 60)}s`;
	return hours === 0 ? `${minutes}m ${rest}` : `${hours}h ${twoDigits(minutes)}m ${rest}`;
}

/** The same behind what took that long: " (1m 05s)", or nothing. */
export function timeTaken(milliseconds: number): string {
	const time = elapsed(milliseconds);
	return time === null ? '' : ` (${time})`;
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}
