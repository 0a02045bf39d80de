const fileStates = ['right', 'written', 'lacking', 'foreign', 'absent', 'ours', 'removed'] as const;
const caWords = ['same', 'different', 'missing', 'empty', 'unreadable', 'not-pem', 'private-key'] as const;
const dockerWords = ['answers', 'silent', 'missing'] as const;
const restartWords = ['begun', 'failed', 'silent', 'done'] as const;

/** What the script found of one ca.crt, or did with it. `foreign`: there, and not put there by this command. `ours`: would be taken back. */
export type FileState = (typeof fileStates)[number];

/** What the script said on one agent. */
export type AgentAnswer = {
	/** The script began: from here on the agent may have been changed. */
	began: boolean;
	/** How many signs of the script arrived, where not all did: nothing ran. null: it was whole, or nobody looked. */
	arrived: number | null;
	/** It came to its end. */
	ended: boolean;
	/** null: it was not looked at, or nobody knows the word for it. The same counts for `docker` and `restart`. */
	ca: (typeof caWords)[number] | null;
	/** Base64 text of each certificate of the agent's CA. */
	certificates: readonly string[];
	/** By registry part of the image name; without those of which nothing was said. */
	files: ReadonlyMap<string, FileState>;
	problems: readonly string[];
	/** Files of somebody else's for which Docker refuses a directory. */
	odd: readonly string[];
	/** `silent`: the command is there, the daemon does not answer. null: it was not asked. */
	docker: (typeof dockerWords)[number] | null;
	/** What Docker or systemd said when one of them failed. */
	daemonWords: string;
	/** Registries whose certificate the daemon does not check. */
	unchecked: readonly string[];
	/** `silent`: it was restarted and did not answer again in time. null: it was not restarted. */
	restart: (typeof restartWords)[number] | null;
	proofs: readonly Asked[];
};

/** `curl`: the exit code of curl with the same CA, where it was asked: 60 is a certificate that is not from this CA. */
export type Asked = {registry: string; exitCode: number; words: string; curl: number | null};

/** As much as the script itself says of anything, and a little more: an agent can send what it likes. */
const longestLine = 500;
const mostLines = 10;
const mostCertificates = 200;
/** A registry without one is not proved. */
const mostProofs = 200;

/** Reads the lines that carry the mark; everything else (banners, profile scripts) is somebody else's. */
export function answerIn(stdout: string, mark: string): AgentAnswer {
	const lines = linesWith(mark, stdout);
	const byVerb = Map.groupBy(lines, line => splitOnce(line)[0]);
	const said = (verb: string) => (byVerb.get(verb) ?? []).map(line => splitOnce(line)[1]);
	const words = wordsByRegistry(said('words'));
	const curls = new Map(said('curl').map(splitOnce).toReversed());
	return {
		began: lines.includes('begin'),
		arrived: numberIn(said('cut')[0]),
		ended: lines.includes('end'),
		ca: known(said('ca')[0], caWords),
		certificates: said('certificate').slice(0, mostCertificates),
		files: filesIn(said('file')),
		// both names often meet the same
		problems: few(said('problem').map(text => splitOnce(text)[1])),
		odd: few(said('odd').map(text => splitOnce(text)[1])),
		docker: known(said('docker')[0]?.split(' ')[0], dockerWords),
		daemonWords: wordsByRegistry(said('daemon')).get('-') ?? '',
		// all of them: of a registry that is not among them the daemon's answer is a proof
		unchecked: [...new Set(said('unchecked'))],
		restart: known(said('restart').at(-1), restartWords),
		proofs: said('proof')
			.slice(0, mostProofs)
			.flatMap(text => {
				const [registry, exitCode] = splitOnce(text);
				if (!isExitCode(exitCode)) return [];
				const curl = curls.get(registry) ?? '';
				return {
					registry,
					exitCode: Number(exitCode),
					words: words.get(registry) ?? '',
					curl: isExitCode(curl) ? Number(curl) : null,
				};
			}),
	};
}

/** The first different ones, each cut to what anybody would read. */
function few(texts: readonly string[]): string[] {
	return [...new Set(texts)].slice(0, mostLines).map(text => text.slice(0, longestLine));
}

function known<W extends string>(word: string | undefined, words: readonly W[]): W | null {
	return words.find(each => each === word) ?? null;
}

function filesIn(said: readonly string[]): Map<string, FileState> {
	return new Map(
		said.flatMap(text => {
			const [registry, word] = splitOnce(text);
			const state = known(word, fileStates);
			return state === null ? [] : [[registry, state]];
		}),
	);
}

function numberIn(text: string | undefined): number | null {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function isExitCode(text: string): boolean {
	return /^\d{1,3}$/.test(text);
}

function linesWith(mark: string, stdout: string): string[] {
	return (
		stdout
			.split('\n')
			// a last line without an end may have been cut off
			.slice(0, -1)
			.filter(line => line.includes(`${mark} `))
			.map(line => line.slice(line.indexOf(`${mark} `) + mark.length + 1).trimEnd())
	);
}

/** The last lines about each, since a program says at its end what it ended of. */
function wordsByRegistry(said: readonly string[]): Map<string, string> {
	const byRegistry = Map.groupBy(said.map(splitOnce), ([registry]) => registry);
	return new Map(
		[...byRegistry].map(([registry, lines]) => [
			registry,
			lines
				.slice(-mostLines)
				.map(([, line]) => line.slice(0, longestLine))
				.join('\n'),
		]),
	);
}

function splitOnce(text: string): [string, string] {
	const space = text.indexOf(' ');
	return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}
