/** What asking Docker for an image that cannot exist has shown. */
export type Proof = {
	state: 'trusted' | 'not trusted' | 'unknown';
	/** The daemon spoke: it is there, whatever it said. */
	dockerAnswered: boolean;
	/** Docker's own words, in one line. */
	words: string;
};

/** Docker got as far as being told about the image: it trusts the registry. */
const reached =
	/manifest unknown|manifest for .* not found|not found: |repository does not exist|access denied|\bdenied: |no basic auth credentials|unauthorized|name unknown/i;
/** Docker refused the certificate, or could not load its files. */
const refused = /x509: |\btls: |missing key |client certificate|CA certificate/i;
/** Docker itself did not answer. */
const daemon = /cannot connect to the docker daemon|daemon socket|is the docker daemon running/i;

/** Only Docker's answer about the image proves the trust; a name or a route that is missing proves nothing. */
export function proofIn({exitCode, words}: {exitCode: number; words: string}): Proof {
	const line = oneLine(words);
	if (exitCode === 124) return {state: 'unknown', dockerAnswered: false, words: 'Docker gave no answer in time'};
	if (daemon.test(words)) return {state: 'unknown', dockerAnswered: false, words: line};
	return {state: stateIn(exitCode, words), dockerAnswered: true, words: line};
}

function stateIn(exitCode: number, words: string): Proof['state'] {
	if (exitCode === 0) return 'trusted';
	if (refused.test(words)) return 'not trusted';
	return reached.test(words) ? 'trusted' : 'unknown';
}

/** The weakest of several: one refusal disproves, one unknown leaves it open. No proof at all is null. */
export function together(proofs: readonly Proof[]): Proof | null {
	const find = (state: Proof['state']) => proofs.find(each => each.state === state);
	return find('not trusted') ?? find('unknown') ?? find('trusted') ?? null;
}

function oneLine(words: string): string {
	const lines = words.split('\n').filter(line => line.trim() !== '');
	return (lines.find(line => /error/i.test(line)) ?? lines.at(-1) ?? '').replace(/^Error response from daemon: /, '');
}
