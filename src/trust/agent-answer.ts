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

/** Reads the lines that carry the mark; everything else (banners, profile scripts) is somebody else's. */
export function answerIn(stdout: string, mark: string): AgentAnswer {
	const lines = linesWith(mark, stdout);
	const said = (verb: string) =>
		lines.filter(line => line.startsWith(`${verb} `)).map(line => line.slice(verb.length + 1));
	return {
		began: lines.includes('begin'),
		ended: lines.includes('end'),
		ca: known(said('ca')[0], caWords),
		certificates: said('certificate'),
		files: filesIn(said('file')),
		// both names often meet the same
		problems: [...new Set(said('problem').map(text => splitOnce(text)[1]))],
		odd: said('odd').map(text => splitOnce(text)[1]),
		docker: known(said('docker')[0]?.split(' ')[0], dockerWords),
		daemonWords: wordsOf('-', said('daemon')),
		unchecked: said('unchecked'),
		restart: known(said('restart').at(-1), restartWords),
		proofs: said('proof').flatMap(text => {
			const [registry, exitCode] = splitOnce(text);
			if (!isExitCode(exitCode)) return [];
			const curl = said('curl')
				.map(line => splitOnce(line))
				.find(([of]) => of === registry);
			return {
				registry,
				exitCode: Number(exitCode),
				words: wordsOf(registry, said('words')),
				curl: curl === undefined || !isExitCode(curl[1]) ? null : Number(curl[1]),
			};
		}),
	};
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

function wordsOf(registry: string, words: readonly string[]): string {
	const own = words.map(text => splitOnce(text)).filter(([of]) => of === registry);
	return own.map(([, line]) => line).join('\n');
}

function splitOnce(text: string): [string, string] {
	const space = text.indexOf(' ');
	return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}
