/** Whether a DC/OS version such as "2.2.1" belongs to this release, such as "1.13", or to a later one. */
export function isSince(version: string, release: string): boolean {
	return version.localeCompare(release, 'en', {numeric: true}) >= 0;
}
