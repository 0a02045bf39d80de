import {randomBytes} from 'node:crypto';
import type {Stats} from 'node:fs';
import {
	access,
	appendFile,
	constants,
	mkdir,
	open,
	readdir,
	readlink,
	realpath,
	rename,
	rm,
	stat,
} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import type {Files} from '../world.ts';
import {appending, openToAppend} from './append-lines.ts';
import {boundedRead} from './bounded-read.ts';
import {codeOf, refusal} from './refusal.ts';

/** Where relative paths and the home directory are. */
export type Place = {
	/** null for the process's own, which may have been removed since it began. */
	directory: string | null;
	home: string;
};

/** The files of this machine. A missing file is an answer; any other failure names the path, as it was given, and the reason. */
export function localFiles({directory, home}: Place = {directory: null, home: homedir()}): Files {
	const at = (path: string) => (directory === null ? path : resolve(directory, path));
	const modeOf = async (path: string) => {
		const found = await stat(at(path)).catch(nullIfMissing('read', path));
		return found === null || process.platform === 'win32' ? null : found.mode & 0o777;
	};
	return {
		home,
		openToAppend: path => openToAppend(path, at(path)),
		read: path => boundedRead(at(path)).catch(nullIfMissing('read', path)),
		mode: modeOf,
		async makeDirectory(path) {
			try {
				await mkdir(at(path), {recursive: true, mode: 0o700});
				await access(at(path), constants.W_OK);
			} catch (error) {
				throw refusal('write in', path, error);
			}
		},
		async append(path, text) {
			await appendFile(at(path), text, {mode: 0o600, flag: appending}).catch(error => {
				throw refusal('write', path, error);
			});
		},
		async list(path) {
			return (await readdir(at(path)).catch(nullIfMissing('list', path))) ?? [];
		},
		async refuseUnwritable(path) {
			const target = await linkedTo(at(path));
			const found = await stat(target).catch(() => null);
			if (found !== null && !found.isFile()) throw refusal('write', path, found.isDirectory() ? isDirectory : noFile);
			// it is replaced by renaming, so that the directory counts and not the file
			await access(`${dirname(target)}/`, constants.W_OK).catch(error => {
				throw refusal('write', path, error);
			});
		},
		async writeAtomically(path, text) {
			// a symbolic link stays one: what it points to is replaced
			const target = await linkedTo(at(path));
			const temporary = join(dirname(target), `.dcos-registry-${randomBytes(6).toString('hex')}`);
			try {
				const before = await stat(target).catch(nullIfMissing('read', path));
				if (before?.isFIFO() || before?.isCharacterDevice()) throw noFile;
				await writeAndSync(temporary, text, before);
				await rename(temporary, target);
			} catch (error) {
				await rm(temporary, {force: true}).catch(() => {});
				throw refusal('write', path, error);
			}
		},
	};
}

/** What a symbolic link leads to, even when nothing is there yet; any other path is itself. */
async function linkedTo(path: string): Promise<string> {
	const real = await realpath(path).catch(() => null);
	const link = real === null ? await readlink(path).catch(() => null) : null;
	return real ?? (link === null ? path : resolve(dirname(path), link));
}

/** With the mode and, where we may give it away, the owner of the file that it is to replace; null for a new one. */
async function writeAndSync(path: string, text: string, before: Stats | null): Promise<void> {
	const mode = before === null || process.platform === 'win32' ? 0o644 : before.mode & 0o777;
	const file = await open(path, 'wx', mode);
	try {
		// only root may, for whom an editor's file would become unwritable for its owner
		if (before !== null && process.getuid?.() === 0) await file.chown(before.uid, before.gid);
		// the umask counts at creation only
		await file.chmod(mode);
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
}

function nullIfMissing(verb: string, path: string): (error: unknown) => null {
	return error => {
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
		throw refusal(verb, path, error);
	};
}

const noFile = Object.assign(new Error('it is a pipe or a device'), {code: 'ENOTFILE'});
/** What the system says when a directory is written like a file. */
const isDirectory = Object.assign(new Error('illegal operation on a directory'), {code: 'EISDIR'});
