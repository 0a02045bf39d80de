import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {join} from 'node:path';
import {runDocker} from './docker.ts';
import type {DockerSetting} from './docker-setting.ts';

/** Answers every `docker` of the agents, in this process: a process of Node.js for each takes ten times as long. */
export type DockerService = {
	/** Shell text, for bash, of a program that has its words answered; `verb` comes before them. */
	program: (setting: DockerSetting, inside: string, verb?: string) => string;
	stop: () => Promise<void>;
};

export async function startDockerService(): Promise<DockerService> {
	// other users of this machine reach the port, too
	const password = randomBytes(16).toString('hex');
	const open = new Set<Socket>();
	const server = createServer(socket => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
		// the program that asked may have been killed
		socket.on('error', () => socket.destroy());
		answer(socket, password).catch(() => socket.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	return {
		// no bash has a socket of its own for anything but TCP
		program: (setting, inside, verb) => `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port} || exit 125
set -- ${verb ?? ''} "$@"
printf '%s\\0' ${password} "${inside}" '${JSON.stringify(setting)}' $# "$@" >&3
IFS= read -r -d '' -u 3 code && IFS= read -r -d '' -u 3 stdout && IFS= read -r -d '' -u 3 stderr || exit 125
printf %s "$stdout"
printf %s "$stderr" >&2
exit "$code"
`,
		async stop() {
			for (const socket of open) socket.destroy();
			const closed = once(server, 'close');
			server.close();
			await closed;
		},
	};
}

const fixedWords = 4;

/** Reads the words, each of which ends with a NUL, and writes exit code, standard output and errors in the same way. */
async function answer(socket: Socket, password: string): Promise<void> {
	const asked = await wordsFrom(socket);
	if (asked === undefined || asked[0] !== password) {
		socket.destroy();
		return;
	}
	const [, inside = '', settingText = '{}', , verb = '', ...words] = asked;
	const gone = new AbortController();
	socket.once('close', () => gone.abort());
	// nothing more is to come, but its end is
	socket.resume();
	const setting = below(inside, JSON.parse(settingText) as DockerSetting);
	const {code, stdout, stderr} = await runDocker({
		setting,
		verb,
		words: words.map(fileBelow(inside)),
		gone: gone.signal,
	});
	socket.end(`${code}\0${stdout}\0${stderr}\0`);
}

/** Undefined where the connection ends before. */
async function wordsFrom(socket: Socket): Promise<readonly string[] | undefined> {
	let text = '';
	// the answer goes back on the same connection
	for await (const piece of socket.setEncoding('utf8').iterator({destroyOnReturn: false})) {
		text += piece;
		const words = text.split('\0');
		if (words.length > fixedWords && words.length > fixedWords + Number(words[fixedWords - 1]))
			return words.slice(0, -1);
	}
	return undefined;
}

/** The agent's files as this process sees them: below the root of the program that asks. */
function below(inside: string, {certsD, names, stopped, trouble}: DockerSetting): DockerSetting {
	return {certsD: join(inside, certsD), names: join(inside, names), stopped: join(inside, stopped), trouble};
}

/** Of the words, curl's authority alone is a file. */
const fileBelow = (inside: string) => (word: string, index: number, words: readonly string[]) =>
	words[index - 1] === '--cacert' ? join(inside, word) : word;
