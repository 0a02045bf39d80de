import {readFile} from 'node:fs/promises';
import {describeError} from './daemon-error.ts';
import {get, resolveRegistry} from './registry-connection.ts';

type Names = {names: string; patience: number};

// curl's own exit codes.
const causes: readonly (readonly [RegExp, number])[] = [
	[/no such host/, 6],
	[/refused/, 7],
	[/x509/, 60],
];
const timedOut = 28;
const noAuthority = 77;

/** The exit code of `curl --cacert FILE … URL` on an agent, which resolves the same names as its Docker. Prints nothing. */
export async function curlExitCode(words: readonly string[], {names, patience}: Names): Promise<number> {
	const url = new URL(words.at(-1) ?? '');
	const ca = await readFile(words[words.indexOf('--cacert') + 1] ?? '', 'utf8').catch(() => null);
	if (ca === null) return noAuthority;
	const trust = {ca: [ca], cert: [], key: [], rejectUnauthorized: true};
	try {
		await get({trust, patience, at: await resolveRegistry(url.host, names)}, url.pathname);
		return 0;
	} catch (error) {
		const said = describeError(error);
		return causes.find(([words]) => words.test(said))?.[1] ?? timedOut;
	}
}
