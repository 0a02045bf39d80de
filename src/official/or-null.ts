/** What is found, or null where the system refuses the look, for whatever reason. */
export function orNull<T>(look: () => T): T | null {
	try {
		return look();
	} catch {
		return null;
	}
}
