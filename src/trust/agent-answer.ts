import {type DockerSetting, dockerSetting} from './docker-setting.ts';

const fileStates = [
	'right',
	'written',
	'replaced',
	'lacking',
	'outdated',
	'foreign',
	'absent',
	'ours',
	'removed',
] as const;
const caWords = ['same', 'different', 'missing', 'empty', 'unreadable', 'not-pem', 'private-key'] as const;
const dockerWords = ['answers', 'silent', 'missing'] as const;
const dockerKinds = ['podman', 'snap'] as const;
const restartWords = ['begun', 'failed', 'silent', 'done'] as const;

/**
 * What the script found of one ca.crt, or did with it. `outdated`: of this command, with another CA; `replaced`: it was that. `foreign`:
 * another one, and not put there by this command. `ours`: would be taken back.
 */
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
	setting: DockerSetting;
	/** `silent`: it was restarted and did not answer again in time. null: it was not restarted. */
	restart: (typeof restartWords)[number] | null;
	proofs: readonly Asked[];
};

/** What asking Docker for an image of one registry came to. */
export type Asked = {
	registry: string;
	exitCode: number;
	words: string;
	/** The exit code of curl with the same CA, where it was asked: 60 is a certificate that is not from this CA. */
	curl: number | null;
	/** Of the registry's name, as the agent resolves it; empty where it could not. */
	addresses: readonly string[];
	/** What became of its ca.crt; null: nothing was said. */
	file: FileState | null;
	/** Docker was restarted before for what it says, with the same CA, and has said the same ever since. */
	restarted: boolean;
};

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
	const addresses = Map.groupBy(said('address').map(splitOnce), ([registry]) => registry);
	const files = filesIn(said('file'));
	return {
		began: lines.includes('begin'),
		arrived: numberIn(said('cut')[0]),
		ended: lines.includes('end'),
		ca: known(said('ca')[0], caWords),
		certificates: said('certificate').slice(0, mostCertificates),
		files,
		// both names often meet the same
		problems: few(said('problem').map(text => splitOnce(text)[1])),
		odd: few(said('odd').map(text => splitOnce(text)[1])),
		docker: known(said('docker')[0]?.split(' ')[0], dockerWords),
		daemonWords: wordsByRegistry(said('daemon')).get('-') ?? '',
		setting: dockerSetting(said('setting'), known(said('kind')[0], dockerKinds)),
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
					addresses: (addresses.get(registry) ?? []).map(([, address]) => address),
					file: files.get(registry) ?? null,
					restarted: said('restarted').includes(registry),
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
