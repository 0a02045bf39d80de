import {lastWords} from '../errors/some-words.ts';
import type {SshWay} from './ssh.ts';
import {sshArguments} from './ssh-arguments.ts';
import type {SshClient} from './ssh-client.ts';

type Place = {address: string; through: readonly string[]};

export function isHostKeyRefusal(stderr: string): boolean {
	return /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No \S+ host key is known/.test(
		lastWords(stderr),
	);
}

/**
 * The SHA-256 of the key that a machine shows, as ssh prints it. ssh says it only when it talks more; it is asked once more, is
 * refused once more before anything of ours is sent, and runs nothing. null where it could not be seen.
 */
export async function shownHostKey(client: SshClient, way: SshWay, {address, through}: Place): Promise<string | null> {
	const talking = {...way, options: ['LogLevel=DEBUG1', ...way.options]};
	const {stderr} = await client.run(sshArguments(talking, {address, command: 'exit 1', through}), '', 15_000);
	return /Server host key: \S+ (SHA256:[\w+/=]{1,64})/.exec(stderr)?.[1] ?? null;
}
