import {mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {writeExecutables} from '../../support/executables.ts';
import type {Truster} from './truster.ts';

/** A PATH on which another `ssh` comes first: shell text, in which `$real` is the system's own. */
export async function withSsh({directory}: Truster, script: string): Promise<{PATH: string}> {
	const bin = path.join(directory, 'bin');
	await mkdir(bin, {recursive: true});
	await writeExecutables(bin, {ssh: `#!/bin/sh\nreal=/usr/bin/ssh\n${script}\n`});
	return {PATH: `${bin}:${process.env.PATH}`};
}

/** As the ssh of Windows: it has no shared connections. It notes when a connection to an agent begins and when it ends. */
export const sshWithoutSharing = `
case " $* " in
*' -M '*) echo 'getsockname failed: Not a socket' >&2; exit 255 ;;
*' -V '* | *' -G '*) exec "$real" "$@" ;;
esac
echo begin >>"$HOME/connections"
"$real" "$@"
code=$?
echo end >>"$HOME/connections"
exit $code`;

/** How many connections there were at once, of those that it noted. */
export async function mostAtOnce({directory}: Truster): Promise<number> {
	const lines = (await readFile(path.join(directory, 'connections'), 'utf8')).trimEnd().split('\n');
	let now = 0;
	return Math.max(
		...lines.map(line => {
			now += line === 'begin' ? 1 : -1;
			return now;
		}),
	);
}
