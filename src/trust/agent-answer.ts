/** What the script said on one agent. */
export type AgentAnswer = {
	/** The script began: from here on the agent may have been changed. */
	began: boolean;
	/** It came to its end. */
	ended: boolean;
	ca: 'same' | 'different' | 'missing' | 'unreadable' | 'not-pem' | null;
	/** Base64 text of each certificate of the agent's CA. */
	certificates: readonly string[];
	/** By registry part of the image name. */
	files: Readonly<Record<string, 'right' | 'written' | 'lacking'>>;
	problems: readonly string[];
	dockerMissing: boolean;
	proofs: readonly {registry: string; exitCode: number; words: string}[];
};

/** Reads the lines that carry the mark; everything else (banners, profile scripts) is somebody else's. */
export function answerIn(stdout: string, mark: string): AgentAnswer {
	const lines = stdout
		.split('\n')
		// a last line without an end may have been cut off
		.slice(0, -1)
		.filter(line => line.includes(`${mark} `))
		.map(line => line.slice(line.indexOf(`${mark} `) + mark.length + 1).trimEnd());
	const said = (verb: string) =>
		lines.filter(line => line.startsWith(`${verb} `)).map(line => line.slice(verb.length + 1));
	return {
		began: lines.includes('begin'),
		ended: lines.includes('end'),
		ca: (said('ca')[0] as AgentAnswer['ca'] | undefined) ?? null,
		certificates: said('certificate'),
		files: Object.fromEntries(said('file').map(text => splitOnce(text))) as AgentAnswer['files'],
		problems: said('problem').map(text => splitOnce(text)[1]),
		dockerMissing: lines.includes('docker missing'),
		proofs: said('proof').map(text => {
			const [registry, exitCode] = splitOnce(text);
			return {registry, exitCode: Number(exitCode), words: wordsOf(registry, said('words'))};
		}),
	};
}

function wordsOf(registry: string, words: readonly string[]): string {
	const own = words.map(text => splitOnce(text)).filter(([of]) => of === registry);
	return own.map(([, line]) => line).join('\n');
}

function splitOnce(text: string): [string, string] {
	const space = text.indexOf(' ');
	return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}
