import {join} from 'node:path';
import {pasteable} from '../errors/command-line.ts';
import {RefusedError} from '../errors/errors.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {Environment, Files, World} from '../world.ts';
import {keyPairIn} from './credentials.ts';

/**
 * The profile that counts: the wanted one, else AWS_PROFILE, else the one that the options file names, else "default". The AWS
 * tools take an empty variable as unset.
 */
export function profileToUse(wanted: string | null, inFile: string | null, env: Environment): string {
	return wanted ?? (env.AWS_PROFILE || inFile || 'default');
}

/** Reads the profile's keys from `path`, else from where the AWS tools look. Warns of a file that others can read. */
export async function readKeyPair(
	{path, profile}: {path: string | null; profile: string},
	{env, files, progress}: Pick<World, 'env' | 'files' | 'progress'>,
): Promise<KeyPair> {
	const source = belowHome(path ?? (env.AWS_SHARED_CREDENTIALS_FILE || '~/.aws/credentials'), files.home);
	const text = textIn(await bytesOf(source, files), source);
	const mode = (await files.mode(source)) ?? 0;
	if ((mode & 0o066) !== 0) {
		const bits = `0${mode.toString(8)}`;
		progress.warn(
			`Warning: ${source} can be read or changed by others on this machine (mode ${bits}); ${pasteable`chmod 600 ${source}`}`,
		);
	}
	return keyPairIn(text, {profile, path: source});
}

/** No shell has expanded a ~ that comes from a variable or stands behind an equals sign. */
function belowHome(path: string, home: string): string {
	return /^~(?:$|[/\\])/.test(path) ? join(home, path.slice(1)) : path;
}

async function bytesOf(source: string, files: Files): Promise<Buffer> {
	const bytes = await files.read(source).catch((error: unknown) => {
		if (!(error instanceof RefusedError)) throw error;
		// a directory, or a file of somebody else
		throw new RefusedError(error.message, {
			hint: 'name a file, and one that you may read, with --credentials',
			cause: error,
		});
	});
	if (bytes !== null) return bytes;
	throw new RefusedError(`there is no AWS credential file ${source}`, {
		hint: 'name one with --credentials, or make it: aws configure',
	});
}

/** Strictly UTF-8, since a replaced character would be another key; a byte order mark is left out. */
function textIn(bytes: Buffer, source: string): string {
	const hint = 'save it as text in UTF-8, or name another file with --credentials';
	if (bytes.includes(0)) {
		throw new RefusedError(`${source} is not an AWS credential file: it is binary, or text in UTF-16`, {hint});
	}
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch (cause) {
		throw new RefusedError(`${source} is not an AWS credential file: it is not text in UTF-8`, {hint, cause});
	}
}
