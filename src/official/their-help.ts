import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {stripVTControlCharacters} from 'node:util';
import type {Found} from './beside.ts';
import type {TheirHelp} from './official-plugin.ts';
import {unstartable} from './unstartable.ts';

/** Bytes of a help text that are read. */
const most = 65_536;

/** What `registry --help` of the plugin says of its commands. It gets no input, and `patience` milliseconds. Never rejects. */
export async function theirHelp(
	{path}: Found,
	host: Pick<NodeJS.Process, 'env' | 'platform'>,
	patience = 2000,
): Promise<TheirHelp> {
	const reason = unstartable(path, host.platform);
	if (reason !== null) return {lines: null, failure: reason};
	try {
		const text = await printedHelp(path, host.env, patience);
		return text === null ? {lines: null, failure: `its --help did not end within ${patience / 1000} s`} : linesIn(text);
	} catch (error) {
		return {lines: null, failure: `the system says ${(error as NodeJS.ErrnoException).code}`};
	}
}

/** null when it did not end in time. A descendant that lives on may hold the pipe open, so that its end is not waited for. */
async function printedHelp(path: string, env: NodeJS.ProcessEnv, patience: number): Promise<string | null> {
	const child = spawn(path, ['registry', '--help'], {env, stdio: ['ignore', 'pipe', 'ignore']});
	const signal = AbortSignal.timeout(patience);
	// where it cannot be started there are no streams, and this alone says so
	const closed = once(child, 'close', {signal}).catch(error => {
		if (!signal.aborted) throw error;
	});
	let text = '';
	child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
		text += chunk;
		if (text.length >= most) child.stdout.destroy();
	});
	await closed;
	const ended = child.exitCode !== null || child.signalCode !== null;
	child.stdout.destroy();
	child.kill('SIGKILL');
	return ended ? text : null;
}

function linesIn(text: string): TheirHelp {
	const shown = stripVTControlCharacters(text).replaceAll('\t', '    ');
	const lines = withoutIndentation(commandLines(shown.trimEnd().split(/\r?\n/)));
	return lines.length === 0 ? {lines: null, failure: 'its --help says nothing'} : {lines, failure: null};
}

/** Those below "Commands:", up to the next text that is not indented; all where there is no such head. */
function commandLines(lines: readonly string[]): readonly string[] {
	const head = lines.findIndex(line => /^(?:available )?(?:sub)?commands:?\s*$/i.test(line));
	if (head === -1) return lines.filter(line => line.trim() !== '');
	const below = lines.slice(head + 1);
	const end = below.findIndex(line => /^\S/.test(line));
	return (end === -1 ? below : below.slice(0, end)).filter(line => line.trim() !== '');
}

function withoutIndentation(lines: readonly string[]): string[] {
	const depth = Math.min(...lines.map(line => line.search(/\S/)));
	return lines.map(line => line.slice(depth));
}
