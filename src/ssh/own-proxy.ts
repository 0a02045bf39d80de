import type {SshWay} from './ssh.ts';
import {userChoices} from './ssh-arguments.ts';
import type {SshClient} from './ssh-client.ts';

/**
 * Whether the user's own configuration leads to this machine through another one. Then each connection makes one to that other
 * machine too, which bears only a few at once (MaxStartups). A client that cannot tell counts as no.
 */
export async function hasOwnProxy(client: SshClient, way: SshWay, address: string): Promise<boolean> {
	const {exitCode, stdout} = await client.run([...userChoices(way), '-G', '--', address], '', 10_000);
	return exitCode === 0 && /^proxy(jump|command) (?!none$)/m.test(stdout);
}
