import {spawn} from 'node:child_process';
import type {Writable} from 'node:stream';
import type {Environment} from '../world.ts';

/** Who ends the children that are left when this process was killed. */
export type OrphanKeeper = {
	began(pid: number): void;
	ended(pid: number): void;
	/** Nothing begins any more; what has not ended by now is ended. */
	close(): void;
};

/** Keeps a list of process numbers, and ends those on it when the pipe to us ends, however we came to our end. */
const keeper = `held=' '
while read -r what pid; do
	case $what in
	began) held="$held$pid " ;;
	ended) case $held in *" $pid "*) held="\${held%%" $pid "*} \${held#*" $pid "}" ;; esac ;;
	esac
done
[ "$held" = ' ' ] || kill $held`;

/**
 * ssh goes on when we were killed, for as long as the machine on the other side likes. One shell for all of them sees to it;
 * where there is none (Windows), nobody does.
 */
export function orphanKeeper(env: Environment): OrphanKeeper {
	const child = spawn('sh', ['-c', keeper], {
		env: env as NodeJS.ProcessEnv,
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	child.on('error', () => {});
	// where no descriptor is left it has no streams, and nobody watches
	const {stdin} = child as {stdin: Writable | null};
	stdin?.on('error', () => {});
	// it must not keep us running
	child.unref();
	if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
	const tell = (what: keyof OrphanKeeper) => (pid: number) => void stdin?.write(`${what} ${pid}\n`);
	return {began: tell('began'), ended: tell('ended'), close: () => void stdin?.end()};
}
