import {join} from 'node:path';
import {RefusedError} from '../errors/errors.ts';
import type {KeyPair} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {keyPairIn} from './credentials.ts';

/** Reads the profile's keys from `path`, else from where the AWS tools look. Warns of a file that others can read. */
export async function readKeyPair(
	{path, profile}: {path: string | null; profile: string},
	world: World,
): Promise<KeyPair> {
	const {env, files} = world;
	const source = path ?? env.AWS_SHARED_CREDENTIALS_FILE ?? join(files.home, '.aws', 'credentials');
	const bytes = await files.read(source);
	if (bytes === null) {
		throw new RefusedError(`there is no AWS credential file ${source}`, {
			hint: 'name one with --credentials, or make it: aws configure',
		});
	}
	const mode = await files.mode(source);
	if (mode !== null && (mode & 0o077) !== 0) {
		world.progress.warn(
			`Warning: ${source} can be read by others on this machine (mode 0${mode.toString(8)}); chmod 600 ${source}`,
		);
	}
	return keyPairIn(bytes.toString('utf8'), {profile, path: source});
}
