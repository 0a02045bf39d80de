import {RefusedError} from '../errors/errors.ts';
import {escaped} from '../errors/escaped.ts';

/** As one part of a URL's path or query. Throws a RefusedError for half a character, which JSON of others can hold and no URL. */
export function urlEscaped(name: string): string {
	if (name.isWellFormed()) return encodeURIComponent(name);
	throw new RefusedError(
		`${escaped(name)} is no name, because it has one half of a character, and nothing is asked for it`,
		{
			hint: 'correct it in the options file; dcos registry storage show tells the options of the registry that runs',
		},
	);
}
