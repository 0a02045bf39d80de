/** What the script found of one ca.crt, or did with it. `foreign`: there, and not put there by this command. `ours`: would be taken back. */
export type FileState = 'right' | 'written' | 'lacking' | 'foreign' | 'absent' | 'ours' | 'removed';

/** What the script said on one agent. */
export type AgentAnswer = {
	/** The script began: from here on the agent may have been changed. */
	began: boolean;
	/** It came to its end. */
	ended: boolean;
	ca: 'same' | 'different' | 'missing' | 'empty' | 'unreadable' | 'not-pem' | 'private-key' | null;
	/** Base64 text of each certificate of the agent's CA. */
	certificates: readonly string[];
	/** By registry part of the image name. */
	files: Readonly<Record<string, FileState>>;
	problems: readonly string[];
	/** Files of somebody else's for which Docker refuses a directory. */
	odd: readonly string[];
	/** `silent`: the command is there, the daemon does not answer. null: it was not asked. */
	docker: 'answers' | 'silent' | 'missing' | null;
	/** What Docker or systemd said when one of them failed. */
	daemonWords: string;
	/** Registries whose certificate the daemon does not check. */
	unchecked: readonly string[];
	/** `silent`: it was restarted and did not answer again in time. null: it was not restarted. */
	restart: 'begun' | 'failed' | 'silent' | 'done' | null;
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
		ca: (said('ca')[0] as AgentAnswer['ca'] | undefined) ?? null,
		certificates: said('certificate'),
		files: Object.fromEntries(said('file').map(text => splitOnce(text))) as AgentAnswer['files'],
		// both names often meet the same
		problems: [...new Set(said('problem').map(text => splitOnce(text)[1]))],
		odd: said('odd').map(text => splitOnce(text)[1]),
		docker: (said('docker')[0]?.split(' ')[0] as AgentAnswer['docker'] | undefined) ?? null,
		daemonWords: wordsOf('-', said('daemon')),
		unchecked: said('unchecked'),
		restart: (said('restart').at(-1) as AgentAnswer['restart'] | undefined) ?? null,
		proofs: said('proof').map(text => {
			const [registry, exitCode] = splitOnce(text);
			const curl = said('curl')
				.map(line => splitOnce(line))
				.find(([of]) => of === registry);
			return {
				registry,
				exitCode: Number(exitCode),
				words: wordsOf(registry, said('words')),
				curl: curl === undefined ? null : Number(curl[1]),
			};
		}),
	};
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
