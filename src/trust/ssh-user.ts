/** Whether ssh may be given this as the user to log in as: an ssh that goes through a proxy puts the name into a command of its own. */
export function isSshUser(name: string): boolean {
	return /^[^-\s'"`$;|&<>(){}\\\p{Cc}][^\s'"`$;|&<>(){}\p{Cc}]*$/u.test(name);
}
