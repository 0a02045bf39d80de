import {saysInOrder} from '../errors/in-order.ts';
import {lastWords} from '../errors/some-words.ts';
import type {Clock} from '../world.ts';
import {isSilent, talking} from './lost-connection.ts';
import {hasOwnProxy} from './own-proxy.ts';
import type {ChildRun} from './run-child.ts';
import {openSharedProxy, type SharedProxy} from './shared-proxy.ts';
import type {ProxyRefusal, SshSession, SshWay} from './ssh.ts';
import {throughOwn} from './ssh-arguments.ts';
import type {SshClient} from './ssh-client.ts';

/** How connections get to the machines. */
export type WayThrough = {
	parallel: number;
	narrow: SshSession['narrow'];
	/** The options of the next connection. */
	through(): readonly string[];
	/** Opens the shared connection anew where it is gone; whatever that fails with, the next connection tells. */
	mend(): Promise<void>;
	close(): Promise<void>;
};

/** So many the system's own limits bear, and any server. */
const direct = 256;
/** sshd's default MaxStartups begins to drop at 10 logins under way. */
const oneLoginEach = 8;

type Around = {client: SshClient; clock: Clock; canShare: boolean};

/**
 * Straight to the machines, through one shared connection, or, where the client cannot share, through one each. `sample` is the address
 * of one of the machines; null where there is none that ssh may be given.
 */
export async function wayThrough(
	way: SshWay,
	{sample, ...around}: Around & {sample: string | null},
): Promise<WayThrough | ProxyRefusal> {
	const {proxy} = way;
	if (proxy === null) {
		const own = sample !== null && (await hasOwnProxy(around.client, way, sample));
		return unshared(own ? 'own proxy' : null, []);
	}
	const unsharedProxy = () => unshared('cannot share', throughOwn(way, proxy));
	if (!around.canShare) return unsharedProxy();
	const opened = await openTalking(around, {...way, proxy});
	if ('through' in opened) return shared(opened, {...way, proxy}, around);
	return cannotShare(opened) ? unsharedProxy() : {refusedBy: proxy, outcome: {...opened, hostKey: null}};
}

/** Asked once more where ssh says nothing of why it failed. */
async function openTalking({client, clock}: Around, way: SshWay & {proxy: string}): Promise<SharedProxy | ChildRun> {
	const opened = await openSharedProxy(client, way, clock);
	if ('through' in opened || !isSilent(opened)) return opened;
	return openSharedProxy(client, talking(way), clock);
}

function unshared(narrow: SshSession['narrow'], through: readonly string[]): WayThrough {
	return {
		parallel: narrow === null ? direct : oneLoginEach,
		narrow,
		through: () => through,
		async mend() {},
		async close() {},
	};
}

function shared(first: SharedProxy, way: SshWay & {proxy: string}, {client, clock}: Around): WayThrough {
	let current = first;
	let mending: Promise<void> | null = null;
	const reopen = async () => {
		try {
			await current.close();
			const opened = await openSharedProxy(client, way, clock);
			if ('through' in opened) current = opened;
		} catch {
			// the next connection has no proxy, and says so
		} finally {
			mending = null;
		}
	};
	return {
		parallel: direct,
		narrow: null,
		through: () => current.through,
		async mend() {
			if (!current.isGone()) return;
			mending ??= reopen();
			await mending;
		},
		async close() {
			await mending;
			await current.close();
		},
	};
}

/** An ssh without ControlMaster, as that of Windows, fails over the socket and not over the proxy. */
function cannotShare({stderr}: ChildRun): boolean {
	const said = lastWords(stderr);
	return (
		/getsockname failed|unix_listener|muxserver_listen|mm_send_fd|mm_receive_fd|bad configuration option: control|unknown option -- (?:M|S)/i.test(
			said,
		) || saysInOrder(said, [/control ?(?:master|path|socket|persist)/i, /not supported|unsupported|bad configuration/i])
	);
}
