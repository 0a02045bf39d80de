import {RefusedError} from '../errors/errors.ts';
import {noTurn} from '../errors/unstarted.ts';
import type {Clock, Environment, Log} from '../world.ts';
import {answerSudo} from './answer-sudo.ts';
import {checkVersion} from './check-version.ts';
import {isHostKeyRefusal, shownHostKey} from './host-key.ts';
import {attempts, backOff, isLost, isSilent, talking} from './lost-connection.ts';
import {isCrowded, places} from './places.ts';
import type {ChildRun} from './run-child.ts';
import type {OpenSsh, SshJob, SshOutcome, SshSession, SshWay} from './ssh.ts';
import {isSshAddress, notAnAddress} from './ssh-address.ts';
import {sshArguments} from './ssh-arguments.ts';
import {type SshClient, sshClient} from './ssh-client.ts';
import {type WayThrough, wayThrough} from './way-through.ts';

type Around = {
	env: Environment;
	log: Log;
	clock: Clock;
	/** Aborts when nothing new is to be started. */
	interrupted: AbortSignal;
	/** false where the client has no shared connections: Windows. */
	canShare: boolean;
};

/** Connections by the system's own ssh, one for each machine. */
export function systemSsh(around: Around): OpenSsh {
	return async (way, addresses) => {
		if (way.proxy !== null) refuseUnlikely(way.proxy);
		const client = sshClient(around);
		await checkVersion(client);
		const sample = addresses.find(isSshAddress) ?? null;
		const opened = await wayThrough(way, {...around, client, sample});
		if ('refusedBy' in opened) {
			const {outcome, refusedBy} = opened;
			const refused = await withHostKey(outcome, {client, way, address: refusedBy, through: []});
			client.close();
			return {refusedBy, outcome: refused};
		}
		return session(way, {...around, client, opened});
	};
}

function refuseUnlikely(proxy: string): void {
	if (isSshAddress(proxy)) return;
	throw new RefusedError(`nothing can go through the proxy: ${notAnAddress(proxy)}`, {
		hint: 'name a machine that reaches the agents: --proxy-ip ADDRESS',
	});
}

const nothing = {
	exitCode: null,
	stdout: '',
	stderr: '',
	timedOut: false,
	flooded: false,
	unstarted: null,
	hostKey: null,
};

type Open = Around & {client: SshClient; opened: WayThrough};

function session(way: SshWay, {client, opened, clock, interrupted}: Open): SshSession {
	const turns = places(opened.parallel);
	async function run(job: SshJob): Promise<SshOutcome> {
		if (!isSshAddress(job.address)) return {...nothing, stderr: notAnAddress(job.address)};
		return turns.take(
			async waited => (waited && interrupted.aborted ? {...nothing, unstarted: noTurn} : connected(job)),
			({unstarted}) => isCrowded(unstarted),
		);
	}
	async function connected(job: SshJob): Promise<SshOutcome> {
		const last = clock.elapsed() + job.deadline;
		let current = way;
		for (let attempt = 1; ; attempt += 1) {
			const through = opened.through();
			const outcome = await connect(client, current, {...job, through, timeout: Math.max(1, last - clock.elapsed())});
			const wait = backOff(attempt);
			const over = attempt === attempts || interrupted.aborted || clock.elapsed() + wait >= last;
			const toldNothing = current === way && isSilent(outcome, job.firstWord);
			if (over || !(toldNothing || isLost(outcome, job.firstWord))) {
				return withHostKey(outcome, {client, way, address: job.address, through});
			}
			if (toldNothing) current = talking(way);
			await clock.sleep(wait, interrupted);
			await opened.mend();
		}
	}
	async function close(): Promise<void> {
		try {
			await opened.close();
		} finally {
			client.close();
		}
	}
	return {parallel: opened.parallel, narrow: opened.narrow, lowered: turns.lowered, run, close};
}

type Connection = SshJob & {through: readonly string[]; timeout: number};

function connect(client: SshClient, way: SshWay, {input, timeout, ...place}: Connection): Promise<ChildRun> {
	const args = sshArguments(way, place);
	return way.sudo === null
		? client.run(args, input, timeout)
		: answerSudo(client, args, {input, sudo: way.sudo, timeout});
}

type Place = {client: SshClient; way: SshWay; address: string; through: readonly string[]};

async function withHostKey(run: ChildRun, {client, way, address, through}: Place): Promise<SshOutcome> {
	const hostKey =
		run.exitCode === 255 && isHostKeyRefusal(run.stderr) ? await shownHostKey(client, way, {address, through}) : null;
	return {...run, hostKey};
}
