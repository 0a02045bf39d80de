import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {RefusedError} from '../errors/errors.ts';
import type {Clock} from '../world.ts';
import type {ChildRun} from './run-child.ts';
import type {SshWay} from './ssh.ts';
import {proxyArguments, throughShared} from './ssh-arguments.ts';
import type {SshClient} from './ssh-client.ts';

/** One connection to the proxy, which all machines share: so many handshakes at once would run into sshd's MaxStartups there. */
export type SharedProxy = {
	/** The options that lead a connection through it. */
	through: readonly string[];
	/** Whether it has ended by itself. */
	isGone(): boolean;
	/** Ends it and takes its socket away. Safe to repeat. */
	close(): Promise<void>;
};

/** How long the proxy may take to let us in, in milliseconds: ssh's own limit for the connection and as much for the login. */
const patience = 20_000;

/**
 * Ends ssh when the pipe to us ends, however we came to our end, and takes its directory away. ssh's control socket is set up
 * when the login is through.
 */
const guard = `exec 3<&0
directory=$1; shift
"$@" </dev/null 3<&- & child=$!
(read -r _ <&3; kill "$child") >/dev/null 2>&1 &
wait "$child" 2>/dev/null; code=$?
rm -rf "$directory"
exit "$code"`;

/** The connection when it is ready, else how ssh ended. Throws a RefusedError where its socket can stand nowhere. */
export async function openSharedProxy(
	client: SshClient,
	way: SshWay & {proxy: string},
	clock: Clock,
): Promise<SharedProxy | ChildRun> {
	const directory = await socketDirectory();
	const socket = join(directory, 'proxy');
	const args = proxyArguments(way, {proxy: way.proxy, socket});
	const {process: child, ended} = client.start(args, 0, ['sh', '-c', guard, 'sh', directory]);
	const state: {ended: ChildRun | null; over: boolean} = {ended: null, over: false};
	const end = ended
		.then(run => {
			state.ended = run;
		})
		.finally(() => {
			state.over = true;
		});
	// whoever closes it is told
	end.catch(() => {});
	const close = async () => {
		child?.stdin?.end();
		try {
			await end;
		} finally {
			await rm(directory, {recursive: true, force: true});
		}
	};
	const last = clock.elapsed() + patience;
	while (!state.over) {
		// at the end of the time too: this process may have been kept from looking
		const isOver = clock.elapsed() >= last;
		if (await exists(socket)) return {through: throughShared(socket), isGone: () => state.over, close};
		if (isOver) break;
		await clock.sleep(20);
	}
	await close();
	return state.ended ?? {exitCode: null, stdout: '', stderr: '', timedOut: true, flooded: false, unstarted: null};
}

/** What is set as the place for such files may not be there, or not be ours. */
async function socketDirectory(): Promise<string> {
	const makeIn = (parent: string) => mkdtemp(join(parent, 'dcos-registry-'));
	const wished = plainDirectory();
	return makeIn(wished).catch(error =>
		makeIn('/tmp').catch(() => {
			throw new RefusedError(`the connection to the proxy has no place for its socket: ${String(error)}`, {
				hint: 'name a directory that is yours: TMPDIR=~ dcos registry trust-agents',
			});
		}),
	);
}

/**
 * A socket's path has 104 bytes on some systems, and ssh adds 17 of its own for a moment. It stands in a command that a shell
 * reads, and ssh replaces each % of it: so it has only what means nothing to either.
 */
function plainDirectory(): string {
	return /^[/\w.-]{1,50}$/.test(tmpdir()) ? tmpdir() : '/tmp';
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
